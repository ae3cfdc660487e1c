"use client";

import { useRouter } from "next/navigation";
import { useCallback, useTransition } from "react";
import { toast } from "sonner";
import { proven } from "@/app/_forms/proven";
import { JobProgress } from "@/app/_jobs/job-progress";
import { underWay } from "@/app/_jobs/under-way";
import { Button, DownloadButton } from "@/components/ui/button";
import { formatBytes } from "@/components/ui/format-bytes";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Job } from "@/lib/jobs/describe-job";
import { startPersonalExportAction } from "./personal-data-actions";

/** Makes a file of everything stored about somebody, and hands out the last one. */
export function PersonalData({ userId, job }: { userId: number; job: Job | undefined }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const refresh = useCallback(() => router.refresh(), [router]);
  const runs = job !== undefined && underWay(job);
  const start = () =>
    startTransition(async () => {
      const answer = await proven(() => startPersonalExportAction({ userId })).catch(() => undefined);
      if (!answer?.ok) toast.error(answer?.fault.message ?? "The server could not be reached. Nothing was started.");
      router.refresh();
    });
  return (
    <div className="flex flex-col items-start gap-3">
      {runs && <JobProgress key={job.id} job={job} onEnd={refresh} />}
      {job?.status === "failed" && <p className="text-danger">{job.error}</p>}
      {job?.status === "done" && (
        <p className="flex flex-wrap items-center gap-3">
          <DownloadButton href={`/account/personal-data/${job.id}`} icon="download">
            {`Download, ${formatBytes((job.result as { size: number }).size)}`}
          </DownloadButton>
          <span className="text-sm text-muted">
            Made <RelativeTime value={job.ended_at ?? job.created_at} />, kept for a week.
          </span>
        </p>
      )}
      <Button pending={pending || runs} onClick={start}>
        Make a file of personal data
      </Button>
    </div>
  );
}
