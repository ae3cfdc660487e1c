"use client";

import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import { toast } from "sonner";
import { JobProgress } from "@/app/_jobs/job-progress";
import { underWay } from "@/app/_jobs/under-way";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/form-error";
import { formatBytes } from "@/components/ui/format-bytes";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Job } from "@/lib/jobs/describe-job";
import { startArchiveSearchAction } from "../archive/actions";
import type { Filters } from "./filter-names";

/** Says that a part of the chosen time stands in files, and searches those with the same filters. */
export function ArchivedMonths({ months, filters, jobs }: { months: string[]; filters: Filters; jobs: Job[] }) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const running = jobs.find(underWay);
  const refresh = useCallback(() => router.refresh(), [router]);
  const [first, last] = [months[0], months.at(-1)];

  async function search() {
    setPending(true);
    const answer = await startArchiveSearchAction(filters).catch(() => undefined);
    setPending(false);
    if (!answer?.ok) toast.error(answer?.fault.message ?? "The server could not be reached. Nothing was started.");
    router.refresh();
  }

  return (
    <Notice
      tone="neutral"
      title={first === last ? `${first} is archived` : `${months.length} months are archived: ${first} to ${last}`}
    >
      <div className="flex flex-col items-start gap-3">
        <p>
          Their entries are not in this list. They can be searched with the same filters; that is noted in the trail.
        </p>
        {running ? (
          <JobProgress key={running.id} job={running} onEnd={refresh} />
        ) : (
          <Button size="sm" icon="search" pending={pending} onClick={() => void search()}>
            Search the archived months
          </Button>
        )}
        <ul aria-label="Searches in the archive" className="flex flex-col gap-1 text-sm empty:hidden">
          {jobs
            .filter((job) => !underWay(job))
            .map((job) => (
              <li key={job.id}>
                <RelativeTime value={job.ended_at ?? job.created_at} className="text-muted" />: <Outcome job={job} />
              </li>
            ))}
        </ul>
      </div>
    </Notice>
  );
}

function Outcome({ job }: { job: Job }) {
  if (job.status === "cancelled") return <span>Stopped</span>;
  if (job.status === "failed" || !job.result) return <span className="text-danger">{job.error}</span>;
  const { found, complete, size } = job.result as { found: number; complete: boolean; size: number };
  if (found === 0) return <span>Nothing was found</span>;
  return (
    <a href={`/api/v1/audit/exports/${job.id}`} download className="text-accent-ink hover:underline">
      {`${complete ? "" : "The first "}${found.toLocaleString("en")} entries (CSV), ${formatBytes(size)}`}
    </a>
  );
}
