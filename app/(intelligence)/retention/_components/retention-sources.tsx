import { platformNames } from "@/components/intelligence/words";
import { LinkButton } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Day } from "@/components/ui/day";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { getRetention } from "@/lib/intelligence/retention/get-retention";

export type RetentionSource = NonNullable<Awaited<ReturnType<typeof getRetention>>>["sources"][number];

const number = (value: number) => value.toLocaleString("en");
const kept = (days: number | null) => (days === null ? "Without end" : days === 1 ? "1 day" : `${number(days)} days`);

/** Each source with how long it is kept, and what a disposal would take of it now. */
export function RetentionSources({
  sources,
  defaultDays,
  changeHref,
}: {
  sources: RetentionSource[];
  defaultDays: number | null;
  changeHref?: (sourceId?: number) => string;
}) {
  return (
    <Section
      title="Sources"
      description={`A source without a rule of its own is kept: ${kept(defaultDays).toLowerCase()}.`}
      actions={
        changeHref && (
          <LinkButton href={changeHref()} size="sm" icon="pen" scroll={false}>
            Change the rule for all
          </LinkButton>
        )
      }
      card
      padded={false}
    >
      {sources.length === 0 ? (
        <EmptyState title="No sources yet">They come with the first import.</EmptyState>
      ) : (
        <Table label="Retention of sources" stack>
          <Thead>
            <tr>
              <Th>Source</Th>
              <Th>Kept</Th>
              <Th align="end">Messages</Th>
              <Th align="end">In archives</Th>
              <Th align="end">Past their time</Th>
              <Th align="end">Kept for cases</Th>
              <Th>Oldest</Th>
            </tr>
          </Thead>
          <Tbody>
            {sources.map((source) => (
              <Tr key={source.source_id}>
                <Td>
                  {source.source} <span className="text-sm text-muted">{platformNames[source.platform]}</span>
                </Td>
                <Td label="Kept">
                  {changeHref ? (
                    <TextLink href={changeHref(source.source_id)} scroll={false}>
                      {kept(source.days)}
                      <span className="sr-only">: change the rule for {source.source}</span>
                    </TextLink>
                  ) : (
                    kept(source.days)
                  )}
                  {!source.own_rule && source.days !== null && <span className="text-sm text-muted"> (as all)</span>}
                </Td>
                <Td label="Messages" align="end">
                  {number(source.messages)}
                </Td>
                <Td label="In archives" align="end">
                  {number(source.archived)}
                </Td>
                <Td label="Past their time" align="end">
                  {number(source.due + source.archived_due)}
                </Td>
                <Td label="Kept for cases" align="end">
                  {number(source.kept)}
                </Td>
                <Td label="Oldest">{source.oldest ? <Day value={source.oldest.slice(0, 10)} /> : "–"}</Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
    </Section>
  );
}
