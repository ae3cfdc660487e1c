"use client";

import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import { toast } from "sonner";
import { getJobAction } from "@/app/_jobs/actions";
import { JobProgress } from "@/app/_jobs/job-progress";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { Job } from "@/lib/jobs/describe-job";
import { archiveRoundAction, restoreRoundAction } from "../../../actions";

const away = "The server could not be reached. Nothing was changed.";

/** Has the answers of a closed round's snapshots leave the database for a file, or come back from it. */
export function ArchiveRound({
  productId,
  number,
  archived,
}: {
  productId: number;
  number: number;
  archived: boolean;
}) {
  const router = useRouter();
  const [job, setJob] = useState<Job>();
  const verb = archived ? "Restore" : "Archive";
  const end = useCallback(
    (ended: Job) => {
      setJob(undefined);
      if (ended.status === "done") toast.success(archived ? "The round is restored" : "The round is archived");
      else toast.error(ended.error ?? "It was stopped. Nothing was changed.");
      router.refresh();
    },
    [archived, router],
  );

  async function start() {
    const input = { product_id: productId, round: number };
    const started = await (archived ? restoreRoundAction : archiveRoundAction)(input).catch(() => undefined);
    if (!started?.ok) return started?.fault.message ?? away;
    const found = await getJobAction({ job_id: started.data.job_id }).catch(() => undefined);
    if (found?.ok) setJob(found.data);
  }

  if (job) return <JobProgress job={job} onEnd={end} />;
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm">
          {verb}
          <span className="sr-only"> round {number}</span>
        </Button>
      }
      title={`${verb} round ${number}?`}
      description={
        archived
          ? "The answers of its snapshots come back from their file, each as it was, and can be looked at and compared again."
          : "The answers of its snapshots, but for the one it was closed with, move into an encrypted file of the organization. Scores, trends, reports and the history of each answer stay. Nothing is erased, so a legal hold does not stop it, and it can be restored at any time."
      }
      confirmLabel={`${verb} round ${number}`}
      onConfirm={start}
    />
  );
}
