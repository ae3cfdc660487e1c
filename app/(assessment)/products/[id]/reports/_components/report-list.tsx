"use client";

import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import { toast } from "sonner";
import { JobProgress } from "@/app/_jobs/job-progress";
import { underWay } from "@/app/_jobs/under-way";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { Report } from "@/lib/assessment/report/list-reports";
import type { Job } from "@/lib/jobs/describe-job";
import { startPrintAction, verifyReportAction } from "../actions";

const contentOf = (report: Report, format: string) => `/api/v1/reports/${report.id}/content?format=${format}`;

/** The reports of a product, each in its formats, with the state of its print and its proof. */
export function ReportList({ reports, printing }: { reports: Report[]; printing: Job[] }) {
  if (reports.length === 0) {
    return (
      <EmptyState icon="file-text" title="No report yet">
        Choose its sections above. It is made from a snapshot of the answers, and stays as it is.
      </EmptyState>
    );
  }
  return (
    <Table label="Reports of this product" stack>
      <Thead>
        <Tr>
          <Th>Report</Th>
          <Th>Made</Th>
          <Th>Formats</Th>
          <Th>PDF</Th>
          <Th>Proof</Th>
        </Tr>
      </Thead>
      <Tbody>
        {reports.map((report) => (
          <Tr key={report.id}>
            <Td className="min-w-52 align-top">
              <a
                href={contentOf(report, "html")}
                target="_blank"
                rel="noreferrer"
                className="font-medium hover:underline"
              >
                {report.title}
                <span className="sr-only"> (opens in a new tab)</span>
              </a>
              <span className="block text-xs text-muted">Snapshot {report.snapshot_id}</span>
            </Td>
            <Td label="Made" className="align-top">
              <RelativeTime value={report.created_at} /> by {report.made_by}
            </Td>
            <Td label="Formats" className="align-top">
              <span className="flex flex-wrap gap-x-3 gap-y-1">
                {["docx", "xlsx", "json"].map((format) => (
                  <a key={format} href={contentOf(report, format)} download className="text-accent-ink hover:underline">
                    {format.toUpperCase()}
                    <span className="sr-only"> of {report.title}</span>
                  </a>
                ))}
              </span>
            </Td>
            <Td label="PDF" className="align-top">
              <Print report={report} job={printing.find(({ input }) => input.report_id === report.id)} />
            </Td>
            <Td label="Proof" className="align-top">
              <Proof report={report} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function Print({ report, job }: { report: Report; job: Job | undefined }) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const refresh = useCallback(
    (ended: Job) => {
      if (ended.status === "failed") toast.error(ended.error);
      router.refresh();
    },
    [router],
  );

  async function print() {
    setPending(true);
    const answer = await startPrintAction({ report_id: report.id }).catch(() => undefined);
    setPending(false);
    if (!answer?.ok) toast.error(answer?.fault.message ?? "The server could not be reached. Nothing was printed.");
    router.refresh();
  }

  if (report.pdf) {
    return (
      <a href={contentOf(report, "pdf")} download className="text-accent-ink hover:underline">
        PDF, {Math.ceil(report.pdf.size / 1024)} kB<span className="sr-only"> of {report.title}</span>
      </a>
    );
  }
  if (job && underWay(job)) return <JobProgress key={job.id} job={job} onEnd={refresh} />;
  return (
    <span className="flex flex-wrap items-center gap-3">
      <Button size="sm" pending={pending} onClick={() => void print()}>
        Print<span className="sr-only"> {report.title} as PDF</span>
      </Button>
      {job?.error && <span className="max-w-64 text-sm text-danger">{job.error}</span>}
    </span>
  );
}

function Proof({ report }: { report: Report }) {
  const [holds, setHolds] = useState<boolean>();
  const [pending, setPending] = useState(false);

  async function verify() {
    setPending(true);
    const answer = await verifyReportAction({ report_id: report.id }).catch(() => undefined);
    setPending(false);
    if (answer?.ok) setHolds(answer.data.unaltered);
    else toast.error(answer?.fault.message ?? "The server could not be reached.");
  }

  return (
    <span className="flex flex-wrap items-center gap-3">
      <TextLink href={`/verify/${report.content_hash}`}>
        <code className="font-mono text-xs">{report.content_hash.slice(0, 12)}</code>
        <span className="sr-only"> verifies {report.title}</span>
      </TextLink>
      <Button size="sm" pending={pending} onClick={() => void verify()}>
        Verify<span className="sr-only"> {report.title}</span>
      </Button>
      <span aria-live="polite" className={holds === false ? "font-medium text-danger" : "text-sm text-success"}>
        {holds === undefined ? "" : holds ? "Unaltered" : "Altered"}
      </span>
    </span>
  );
}
