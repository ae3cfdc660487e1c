import { contentTypeNames } from "@/components/intelligence/import-words";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { PreviewRecord } from "@/lib/intelligence/preview-import";

/** The first records of a file, and those that would be set aside among them. */
export function PreviewTable({
  records,
  rejects,
  zone,
}: {
  records: PreviewRecord[];
  rejects: { record: number; reason: string }[];
  zone: string;
}) {
  if (records.length + rejects.length === 0)
    return (
      <EmptyState icon="circle-alert" title="No record was found">
        Read like this, there is nothing in the file. Choose another format.
      </EmptyState>
    );
  return (
    <Table label="First records" stack>
      <Thead>
        <tr>
          <Th align="end">Record</Th>
          <Th>Posted (UTC)</Th>
          <Th>Chat</Th>
          <Th>Author</Th>
          <Th>Text</Th>
        </tr>
      </Thead>
      <Tbody>
        {records.map((row) => (
          <Tr key={row.record}>
            <Td label="Record" align="end">
              {row.record}
            </Td>
            <Td label="Posted (UTC)" className="whitespace-nowrap tabular-nums">
              {row.posted_at?.slice(0, 19).replace("T", " ") ?? "Not said"}
            </Td>
            <Td label="Chat" className="max-w-40 break-words">
              {row.chat}
            </Td>
            <Td label="Author" className="max-w-40 break-words">
              {row.author || "None"}
            </Td>
            <Td label="Text" className="max-w-96">
              {/* Writing of any direction keeps to its own line. */}
              <bdi className="line-clamp-3 break-words whitespace-pre-line">
                {row.text || contentTypeNames[row.content_type]}
              </bdi>
            </Td>
          </Tr>
        ))}
        {rejects.map((row) => (
          <Tr key={row.record}>
            <Td label="Record" align="end">
              {row.record}
            </Td>
            <Td colSpan={4} label="Set aside" className="text-danger">
              Would be set aside: {row.reason}
            </Td>
          </Tr>
        ))}
      </Tbody>
      {!zone && <caption className="sr-only">Times without a zone are shown as if they were of UTC.</caption>}
    </Table>
  );
}
