import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { ImportStatusBadge } from "@/components/intelligence/import-status";
import { formatNames } from "@/components/intelligence/import-words";
import { listAddress, type SearchParams } from "@/components/lists/list-address";
import { RowKeys } from "@/components/lists/row-keys";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { LoadMore } from "@/components/ui/load-more";
import { RelativeTime } from "@/components/ui/relative-time";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { listImports } from "@/lib/intelligence/list-imports";

export const metadata: Metadata = { title: "Imports" };

const PATH = "/imports";
const count = (number: number) => number.toLocaleString("en");

export default async function ImportsPage({ searchParams }: { searchParams: SearchParams }) {
  const address = await listAddress(PATH, searchParams, []);
  const { imports, next_cursor } = await load(listImports, {
    limit: Math.min(200, address.limit),
    cursor: address.cursor,
  });
  const add = (
    <LinkButton href="/imports/new" variant="primary" icon="plus">
      Bring in a file
    </LinkButton>
  );
  return (
    <Page>
      <PageHeader
        title="Imports"
        breadcrumb={[{ label: "Imports" }]}
        description="What was brought in, who supplied it and under which authority."
        actions={imports.length > 0 && add}
      />
      <RowKeys title="Imports" />
      <Card padded={false}>
        {imports.length === 0 ? (
          <EmptyState icon="upload" title="Nothing was brought in yet" action={add}>
            Exports of Telegram, Instagram and WhatsApp are read as they are; tables by their columns.
          </EmptyState>
        ) : (
          <Table label="Imports" stack>
            <Thead>
              <tr>
                <Th>File</Th>
                <Th>Supplied by</Th>
                <Th>State</Th>
                <Th align="end">Taken</Th>
                <Th align="end">Known</Th>
                <Th align="end">Set aside</Th>
                <Th align="end">Brought in</Th>
              </tr>
            </Thead>
            <Tbody>
              {imports.map((row) => (
                <Tr key={row.id}>
                  <Td className="max-w-72">
                    <TextLink href={`${PATH}/${row.id}`} data-row className="break-words">
                      {row.filename}
                    </TextLink>
                    <p className="text-xs text-muted">{formatNames[row.format] ?? row.format}</p>
                  </Td>
                  <Td label="Supplied by" className="max-w-56">
                    <span className="break-words">{row.supplied_by}</span>
                    <p className="text-xs break-words text-muted">{row.authority}</p>
                  </Td>
                  <Td label="State">
                    <ImportStatusBadge status={row.status} />
                  </Td>
                  <Td label="Taken" align="end">
                    {count(row.taken)}
                  </Td>
                  <Td label="Known" align="end">
                    {count(row.duplicates)}
                  </Td>
                  <Td label="Set aside" align="end">
                    {count(row.quarantined)}
                  </Td>
                  <Td label="Brought in" align="end">
                    <RelativeTime value={row.created_at} />
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
      </Card>
      <LoadMore href={address.more(next_cursor)} shown={imports.length} noun="imports" />
    </Page>
  );
}
