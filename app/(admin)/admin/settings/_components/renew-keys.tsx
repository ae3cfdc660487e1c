"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { toast } from "sonner";
import { proven } from "@/app/_forms/proven";
import { JobProgress } from "@/app/_jobs/job-progress";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { Job } from "@/lib/jobs/describe-job";
import { requestRotationAction } from "../actions";

/** Begins a renewal of all keys, after a question, and shows how far one is. */
export function RenewKeys({ work }: { work: Job[] }) {
  const router = useRouter();
  const ended = useCallback(
    (job: Job) => {
      if (job.status === "failed") toast.error(job.error);
      if (job.status === "done") {
        const damaged = Number(job.result?.damaged ?? 0);
        if (damaged > 0) toast.error(`${damaged} files do not open and were left as they are`);
        else toast("All keys are renewed");
      }
      router.refresh();
    },
    [router],
  );
  return (
    <div className="flex flex-col gap-3">
      {work.map((job) => (
        <Card key={job.id} className="flex flex-wrap items-center justify-between gap-3">
          <span className="min-w-0 font-medium break-words">{job.title}</span>
          <JobProgress job={job} onEnd={ended} />
        </Card>
      ))}
      {work.length === 0 && (
        <div>
          <ConfirmDialog
            trigger={<Button icon="key">Renew all keys</Button>}
            title="Renew all keys?"
            description="Every data key is wrapped by the current key of the ring, and every file and secret is sealed anew under a new data key. It reads and writes all evidence once; nobody has to stop working."
            confirmLabel="Renew all keys"
            onConfirm={async () => {
              const answer = await proven(() => requestRotationAction({}));
              if (!answer.ok) return answer.fault.message;
              toast("The keys are being renewed");
              router.refresh();
            }}
          />
        </div>
      )}
    </div>
  );
}
