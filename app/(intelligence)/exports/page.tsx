import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { formatNames, searchWords } from "@/components/intelligence/words";
import { listAddress, type SearchParams } from "@/components/lists/list-address";
import { StatusBadge } from "@/components/ui/badge";
import { DownloadButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { LoadMore } from "@/components/ui/load-more";
import { RelativeTime } from "@/components/ui/relative-time";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { listExports } from "@/lib/intelligence/export/export-records";
import { Follow } from "../_components/follow";

export const metadata: Metadata = { title: "Exports" };

/** What somebody had exported, and where the files are fetched. */
export default async function ExportsPage({ searchParams }: { searchParams: SearchParams }) {
  const address = await listAddress("/exports", searchParams, []);
  const { items, next_cursor } = await load(listExports, {
    limit: Math.min(200, address.limit),
    cursor: address.cursor,
  });
  return (
    <Page>
      <PageHeader
        title="Exports"
        breadcrumb={[{ label: "Exports" }]}
        description="Files of yours, encrypted until you fetch them. Each is kept for a day; whoever was taken off a case no longer gets its file."
      />
      <Card padded={false}>
        {items.length === 0 ? (
          <EmptyState icon="download" title="You have exported nothing yet">
            A case, a search or chosen identifiers are exported from their own pages.
          </EmptyState>
        ) : (
          <Table label="Exports" stack>
            <Thead>
              <tr>
                <Th>Export</Th>
                <Th>Marking</Th>
                <Th>State</Th>
                <Th>Asked</Th>
                <Th align="end">
                  <span className="sr-only">Actions</span>
                </Th>
              </tr>
            </Thead>
            <Tbody>
              {items.map((job) => (
                <Tr key={job.id}>
                  <Td>
                    {job.title} <span className="block text-xs text-muted">{formatNames[job.format]}</span>
                  </Td>
                  <Td label="Marking">TLP:{job.marking.toUpperCase()}</Td>
                  <Td label="State">
                    <StatusBadge
                      {...searchWords[job.status]!}
                      label={job.status === "running" ? job.step || "Writing" : searchWords[job.status]!.label}
                      plain
                    />
                    {job.error && <span className="block max-w-md text-xs text-muted">{job.error}</span>}
                  </Td>
                  <Td label="Asked">
                    <RelativeTime value={job.created_at} />
                  </Td>
                  <Td align="end">
                    {job.status === "done" && (
                      <DownloadButton
                        size="sm"
                        icon="download"
                        href={`/exports/${job.id}`}
                        aria-label={`Fetch ${job.title}`}
                      >
                        Fetch
                      </DownloadButton>
                    )}
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
      </Card>
      <LoadMore href={address.more(next_cursor)} shown={items.length} noun="exports" />
      <Follow active={items.some(({ status }) => status === "queued" || status === "running")} />
    </Page>
  );
}
