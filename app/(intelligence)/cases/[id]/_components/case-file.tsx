"use client";

import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import { toast } from "sonner";
import { JobProgress } from "@/app/_jobs/job-progress";
import { underWay } from "@/app/_jobs/under-way";
import { Button, DownloadButton } from "@/components/ui/button";
import type { Job } from "@/lib/jobs/describe-job";
import { startCaseFileAction } from "../../actions";

/** Has the case printed, and hands the file out. */
export function CaseFile({ caseId, job }: { caseId: number; job: Job | null }) {
  const router = useRouter();
  const [starting, setStarting] = useState(false);
  const runs = job !== null && underWay(job);
  const ended = useCallback(
    (over: Job) => {
      if (over.status === "failed") toast.error(over.error);
      router.refresh();
    },
    [router],
  );
  return (
    <div className="flex flex-col gap-3">
      {runs && <JobProgress job={job} onEnd={ended} />}
      <div className="flex flex-wrap gap-2">
        {job?.status === "done" && (
          <DownloadButton href={`/cases/files/${job.id}`} icon="download">
            Download the PDF
          </DownloadButton>
        )}
        {!runs && (
          <Button
            icon="file-text"
            pending={starting}
            onClick={async () => {
              setStarting(true);
              const answer = await startCaseFileAction({ case_id: caseId });
              setStarting(false);
              if (!answer.ok) return void toast.error(answer.fault.message);
              router.refresh();
            }}
          >
            {job?.status === "done" ? "Print it again" : "Print the case file"}
          </Button>
        )}
      </div>
    </div>
  );
}
