import { identifierKindNames } from "@/components/intelligence/words";
import { Badge, StatusBadge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { Listed } from "@/lib/intelligence/identifiers/describe-identifier";

/** Identifiers with how far each reaches. */
export function IdentifiersTable({ identifiers }: { identifiers: Listed[] }) {
  return (
    <Table label="Identifiers" stack>
      <Thead>
        <tr>
          <Th>Value</Th>
          <Th>Kind</Th>
          <Th align="end">Places</Th>
          <Th align="end">Messages</Th>
          <Th align="end">Accounts</Th>
          <Th align="end">Cases</Th>
          <Th>Last seen</Th>
        </tr>
      </Thead>
      <Tbody>
        {identifiers.map((each) => (
          <Tr key={each.id}>
            <Td>
              <span className="flex flex-wrap items-center gap-x-2 gap-y-1 lg:min-w-64">
                <TextLink href={`/identifiers/${each.id}`} prefetch={false} className="wrap-anywhere" data-row>
                  {shortened(each.value)}
                </TextLink>
                <Marks identifier={each} />
              </span>
            </Td>
            <Td label="Kind" className="whitespace-nowrap">
              <span>
                {identifierKindNames[each.kind]}
                {each.detail && each.kind !== "url" && each.kind !== "email" && (
                  <span className="text-muted"> {each.detail}</span>
                )}
              </span>
            </Td>
            <Td label="Places" align="end">
              {each.occurrences}
            </Td>
            <Td label="Messages" align="end">
              {atLeast(each.contents, each)}
            </Td>
            <Td label="Accounts" align="end">
              {atLeast(each.subjects, each)}
            </Td>
            <Td label="Cases" align="end">
              {each.cases}
            </Td>
            <Td label="Last seen" className="whitespace-nowrap">
              {each.last_seen ? <RelativeTime value={each.last_seen} /> : <span className="text-muted">Never</span>}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

/** What a person or a checksum says of it, and whether it says anything of who wrote it. */
function Marks({ identifier }: { identifier: Pick<Listed, "is_valid" | "verified_at" | "is_common"> }) {
  return (
    <>
      {identifier.verified_at && <StatusBadge tone="success" icon="circle-check" label="Verified" plain />}
      {!identifier.is_valid && <StatusBadge tone="warning" icon="circle-alert" label="Not valid" plain />}
      {identifier.is_common && <Badge>Common</Badge>}
    </>
  );
}

/** Counted up to a bound: then with a plus. */
const atLeast = (count: number, { counted_to }: Listed) => (counted_to === null ? count : `${count}+`);

const shortened = (value: string) => (value.length > 80 ? `${value.slice(0, 79)}…` : value);
