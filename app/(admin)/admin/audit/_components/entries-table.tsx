import { actionWord, fieldWord, recordWord } from "@/components/history/words";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { ListedEntry } from "@/lib/audit/list-trail-entries";
import type { AuditAddress } from "./filter-names";

/** Entries of the trail. While one is open beside the list, the columns that say least make room. */
export function EntriesTable({
  entries,
  open,
  address,
}: {
  entries: ListedEntry[];
  open: string | undefined;
  address: AuditAddress;
}) {
  const whole = open === undefined;
  return (
    <Table label="Entries of the audit trail" stack>
      <Thead>
        <tr>
          <Th sort="descending">When</Th>
          <Th>Who</Th>
          <Th>Action</Th>
          <Th>Record</Th>
          {whole && <Th>Fields</Th>}
          {whole && <Th>Organization</Th>}
        </tr>
      </Thead>
      <Tbody>
        {entries.map((entry) => (
          <Tr key={entry.key} selected={entry.key === open}>
            <Td className="whitespace-nowrap">
              <RelativeTime value={entry.timestamp} />{" "}
              <RelativeTime value={entry.timestamp} format="time" className="text-xs text-muted" />
            </Td>
            <Td label="Who">{entry.username}</Td>
            <Td label="Action" className="whitespace-nowrap">
              <TextLink href={address.here({ entry: entry.key })} scroll={false} prefetch={false} data-row>
                {actionWord(entry.action)}
              </TextLink>
            </Td>
            <Td label="Record" className="whitespace-nowrap">
              {entry.tableName ? (
                <>
                  {recordWord(entry.tableName)} <span className="text-muted">{entry.recordId}</span>
                </>
              ) : (
                <span className="text-muted">None</span>
              )}
            </Td>
            {whole && (
              <Td label="Fields">
                <span className="text-sm text-muted">{summary(entry.fields)}</span>
              </Td>
            )}
            {whole && <Td label="Organization">{entry.organization ?? <span className="text-muted">None</span>}</Td>}
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

/** The first fields by name; when a row changed is no news. */
function summary(fields: string[]): string {
  const telling = fields.filter((field) => field !== "updated_at" && field !== "version");
  const shown = telling.slice(0, 3).map((field, index) => (index ? fieldWord(field).toLowerCase() : fieldWord(field)));
  return telling.length > 3 ? `${shown.join(", ")} and ${telling.length - 3} more` : shown.join(", ");
}
