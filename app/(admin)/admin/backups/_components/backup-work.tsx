"use client";

import { useRouter } from "next/navigation";
import { useCallback, useTransition } from "react";
import { toast } from "sonner";
import { JobProgress } from "@/app/_jobs/job-progress";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { Job } from "@/lib/jobs/describe-job";
import { requestBackupAction } from "../actions";

/** What is being made or verified now, with its progress; and a way to begin. */
export function BackupWork({ work }: { work: Job[] }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const ended = useCallback(
    (job: Job) => {
      if (job.status === "failed") toast.error(job.error);
      if (job.status === "done") toast(`${job.title}: done`);
      router.refresh();
    },
    [router],
  );
  return (
    <div className="flex flex-col gap-3">
      <div>
        <Button
          variant="primary"
          pending={pending}
          onClick={() =>
            startTransition(async () => {
              const answer = await requestBackupAction();
              if (!answer.ok) toast.error(answer.fault.message);
              router.refresh();
            })
          }
        >
          Back up now
        </Button>
      </div>
      {work.map((job) => (
        <Card key={job.id} className="flex flex-wrap items-center justify-between gap-3">
          <span className="min-w-0 font-medium break-words">{job.title}</span>
          <JobProgress job={job} onEnd={ended} />
        </Card>
      ))}
    </div>
  );
}
