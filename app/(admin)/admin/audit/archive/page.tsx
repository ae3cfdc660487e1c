import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { Card, Section } from "@/components/ui/card";
import { DataList } from "@/components/ui/data-list";
import { formatBytes } from "@/components/ui/format-bytes";
import { RelativeTime } from "@/components/ui/relative-time";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { listArchives } from "@/lib/audit/archive/list-archives";
import { listHolds } from "@/lib/audit/hold/list-holds";
import { listJobs } from "@/lib/jobs/list-jobs";
import { ArchiveWork } from "./_components/archive-work";
import { Holds } from "./_components/holds";
import { SetHold } from "./_components/set-hold";

export const metadata: Metadata = { title: "Archive and holds" };

/** How long the trail stays in the database, what stands in files, and what must be kept for the law. */
export default async function ArchivePage() {
  const [kept, holds, { jobs }] = await Promise.all([
    load(listArchives, {}),
    load(listHolds, {}),
    load(listJobs, { limit: "50" }),
  ]);
  return (
    <Page>
      <PageHeader
        title="Archive and holds"
        breadcrumb={[{ label: "Administration" }, { label: "Audit trail", href: "/admin/audit" }, { label: "Archive" }]}
        description="Sealed months of the trail move into files that still verify and can be searched. A legal hold keeps everything where it is."
      />
      <Section title="Legal holds" description="While one stands, nothing of it is archived, and nobody in it erased.">
        <Holds holds={holds} />
        <SetHold />
      </Section>
      <Section title="Archive" card>
        <DataList
          items={[
            {
              term: "Policy",
              value:
                kept.keeps_months === null
                  ? "Every month stays in the database"
                  : `${kept.keeps_months} months besides the current one stay in the database`,
            },
            { term: "Files are in", value: <code className="font-mono text-xs break-all">{kept.directory}</code> },
          ]}
        />
        <ArchiveWork
          hasPolicy={kept.keeps_months !== null}
          jobs={jobs.filter((job) => job.kind === "audit.archive").slice(0, 5)}
        />
      </Section>
      <Section title="Archived months" description="Verifying the trail reads them, too.">
        <Card padded={false}>
          {kept.archives.length === 0 ? (
            <EmptyState icon="file-archive" title="No month was archived yet" />
          ) : (
            <Months archives={kept.archives} />
          )}
        </Card>
      </Section>
    </Page>
  );
}

function Months({ archives }: { archives: Awaited<ReturnType<typeof listArchives>>["archives"] }) {
  return (
    <Table label="Archived months" stack>
      <Thead>
        <tr>
          <Th>Month</Th>
          <Th align="end">Entries</Th>
          <Th align="end">Size</Th>
          <Th>Archived</Th>
          <Th>File</Th>
        </tr>
      </Thead>
      <Tbody>
        {archives.map((archive) => (
          <Tr key={archive.month}>
            <Td className="whitespace-nowrap">
              <TextLink href={`/admin/audit?${new URLSearchParams(daysOf(archive.month)).toString()}`}>
                {archive.month}
              </TextLink>
            </Td>
            <Td label="Entries" align="end">
              {archive.entries.toLocaleString("en")}
            </Td>
            <Td label="Size" align="end">
              {formatBytes(archive.bytes)}
            </Td>
            <Td label="Archived">
              {archive.removed ? (
                <RelativeTime value={archive.created_at} />
              ) : (
                <span className="text-muted">Still in the database as well</span>
              )}
            </Td>
            <Td label="File">
              <span className="font-mono text-xs break-all">
                {archive.file}
                <span className="block text-muted">SHA-256 {archive.sha256}</span>
              </span>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

/** The first and the last day of a month. */
function daysOf(month: string) {
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);
  return { from: `${month}-01`, to: last };
}
