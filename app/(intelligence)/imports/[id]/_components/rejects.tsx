import { load } from "@/app/_http/page";
import { LinkButton } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { listImportRejects } from "@/lib/intelligence/list-import-rejects";

/** Records that were set aside: why, and, once asked for, as they stand in the file. */
export async function Rejects({
  importId,
  count,
  reasons,
  cursor,
}: {
  importId: number;
  count: number;
  reasons: { reason: string; count: number }[];
  cursor: string | undefined;
}) {
  const page =
    cursor !== undefined &&
    (await load(listImportRejects, { import_id: importId, cursor: cursor === "first" ? undefined : cursor }));
  return (
    <Section
      title={`${count.toLocaleString("en")} ${count === 1 ? "record was" : "records were"} set aside`}
      actions={
        !page && (
          <LinkButton href={`/imports/${importId}?rejects=first`} size="sm" prefetch={false} scroll={false}>
            Show them
          </LinkButton>
        )
      }
      card
      padded={false}
    >
      <ul className="divide-y divide-line">
        {reasons.map(({ reason, count: number }) => (
          <li key={reason} className="flex justify-between gap-4 px-4 py-2">
            <span className="min-w-0 break-words">{reason}</span>
            <span className="text-muted tabular-nums">{number.toLocaleString("en")}</span>
          </li>
        ))}
      </ul>
      {page && (
        <>
          <Table label="Records that were set aside" stack>
            <Thead>
              <tr>
                <Th align="end">Record</Th>
                <Th>Why</Th>
                <Th>As it stands in the file</Th>
              </tr>
            </Thead>
            <Tbody>
              {page.rejects.map(({ record, reason, raw }) => (
                <Tr key={record}>
                  <Td label="Record" align="end">
                    {record}
                  </Td>
                  <Td label="Why" className="max-w-64 break-words">
                    {reason}
                  </Td>
                  <Td label="In the file" className="max-w-96">
                    <bdi className="line-clamp-6 font-mono text-xs break-all whitespace-pre-wrap">{raw}</bdi>
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
          {page.next_cursor && (
            <div className="flex justify-center py-3">
              <LinkButton href={`/imports/${importId}?rejects=${page.next_cursor}`} prefetch={false} scroll={false}>
                Next records
              </LinkButton>
            </div>
          )}
        </>
      )}
    </Section>
  );
}
