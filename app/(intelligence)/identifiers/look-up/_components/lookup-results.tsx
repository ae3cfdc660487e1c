import { identifierKindNames } from "@/components/intelligence/words";
import { Card, Section } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { lookUpIdentifiers } from "@/lib/intelligence/identifiers/look-up-identifiers";

export type Looked = Awaited<ReturnType<typeof lookUpIdentifiers>>;

/** What of a list is known, the known first. */
export function LookupResults({ looked: { results, left_out: leftOut } }: { looked: Looked }) {
  const known = results.filter((each) => each.known.length > 0);
  const others = results.filter((each) => each.known.length === 0);
  return (
    <Section
      title="What is known"
      description={`${known.length} of ${results.length} are known.${leftOut > 0 ? ` ${leftOut} more were not looked up: paste them apart.` : ""}`}
    >
      <div role="status" className="sr-only">
        {known.length} of {results.length} are known.
      </div>
      <Card padded={false}>
        {results.length === 0 ? (
          <EmptyState icon="search" title="Nothing to look up was recognized" />
        ) : (
          <Table label="What was looked up" stack>
            <Thead>
              <tr>
                <Th>Value</Th>
                <Th>Looked for as</Th>
                <Th>Known</Th>
              </tr>
            </Thead>
            <Tbody>
              {[...known, ...others].map(({ value, kind, known: found }, index) => (
                <Tr key={`${index} ${value}`}>
                  <Td className="wrap-anywhere lg:min-w-64">{value}</Td>
                  <Td label="Looked for as">{kind ? identifierKindNames[kind] : "Any name"}</Td>
                  <Td label="Known">
                    {found.length === 0 && <span className="text-muted">No</span>}
                    <span className="flex flex-col lg:min-w-64">
                      {found.map((each) => (
                        <span key={each.id}>
                          <TextLink href={`/identifiers/${each.id}`} prefetch={false} className="wrap-anywhere">
                            {each.value}
                          </TextLink>{" "}
                          <span className="text-sm text-muted">
                            {each.occurrences === 1 ? "1 place" : `${each.occurrences} places`}
                            {each.cases > 0 && `, ${each.cases === 1 ? "1 case" : `${each.cases} cases`}`}
                          </span>
                        </span>
                      ))}
                    </span>
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
      </Card>
    </Section>
  );
}
