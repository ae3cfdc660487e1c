import { platformNames } from "@/components/intelligence/words";
import { StatusBadge } from "@/components/ui/badge";
import { Section } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { SubjectProfile } from "@/lib/intelligence/get-subject";

/** Identifiers that are shown before one asks for more. */
const AT_ONCE = 10;

/** What a person named, whom they talk with, and the cases they are in. */
export function Belongings({
  profile,
  identifierHref,
}: {
  profile: SubjectProfile;
  /** The page with only the content that names an identifier. */
  identifierHref: (identifier: number) => string;
}) {
  const { identifiers, partners, cases } = profile;
  return (
    <>
      {cases.length > 0 && (
        <Section title="Cases" description="Those whose contents you may see." card padded={false}>
          <ul aria-label="Cases" className="divide-y divide-line">
            {cases.map((each) => (
              <li key={`${each.id} ${each.subject_id}`} className="flex flex-wrap items-center gap-x-3 px-4 py-2.5">
                <TextLink quiet href={`/cases/${each.id}`} prefetch={false}>
                  {each.number} {each.title}
                </TextLink>
                {each.relevance && <span className="text-sm text-muted">{each.relevance}</span>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {identifiers.length > 0 && (
        <Section
          title="Identifiers written"
          description={profile.more_identifiers ? "The fifty most often written." : undefined}
          card
          padded={false}
        >
          <IdentifierRows label="Most often written" rows={identifiers.slice(0, AT_ONCE)} href={identifierHref} />
          {identifiers.length > AT_ONCE && (
            <details className="border-t border-line">
              <summary className="cursor-pointer px-4 py-2.5 text-sm font-medium text-accent-ink">
                {identifiers.length - AT_ONCE} more
              </summary>
              <IdentifierRows label="Written less often" rows={identifiers.slice(AT_ONCE)} href={identifierHref} />
            </details>
          )}
        </Section>
      )}
      {partners.length > 0 && (
        <Section title="Talks with" description="By answers among the latest 20,000 messages." card padded={false}>
          <Table label="Answers by account" sticky={false}>
            <Thead>
              <Tr>
                <Th>Account</Th>
                <Th align="end">Answered</Th>
                <Th align="end">Was answered</Th>
              </Tr>
            </Thead>
            <Tbody>
              {partners.map((each) => (
                <Tr key={each.id}>
                  <Td>
                    <TextLink quiet href={`/subjects/${each.id}`} prefetch={false} className="break-all">
                      {each.name}
                    </TextLink>{" "}
                    {each.is_flagged && <StatusBadge tone="danger" icon="flag" label="Flagged" plain />}
                    <span className="block text-xs text-muted">
                      {platformNames[each.platform] ?? each.platform}
                      {each.last && (
                        <>
                          {" · last "}
                          <RelativeTime value={each.last} format="date" />
                        </>
                      )}
                    </span>
                  </Td>
                  <Td align="end">{each.sent.toLocaleString("en")}</Td>
                  <Td align="end">{each.received.toLocaleString("en")}</Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        </Section>
      )}
    </>
  );
}

function IdentifierRows({
  label,
  rows,
  href,
}: {
  label: string;
  rows: SubjectProfile["identifiers"];
  href: (identifier: number) => string;
}) {
  return (
    <ul aria-label={label} className="divide-y divide-line">
      {rows.map((each) => (
        <li key={each.id} className="flex items-center gap-3 px-4 py-2">
          <span className="min-w-0 flex-1">
            <TextLink quiet href={href(each.id)} prefetch={false} scroll={false} className="break-all">
              {each.value}
            </TextLink>
            <span className="block text-xs text-muted">
              {each.kind}, {each.count === 1 ? "once" : `${each.count.toLocaleString("en")} times`}
              {!each.is_valid && ", does not check out"}
              {each.verified && ", verified"}
            </span>
          </span>
          <TextLink href={`/graph?identifier=${each.id}`} prefetch={false} className="text-sm">
            Links<span className="sr-only"> of {each.value}</span>
          </TextLink>
        </li>
      ))}
    </ul>
  );
}
