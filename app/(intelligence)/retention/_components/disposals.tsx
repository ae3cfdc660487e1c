"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { toast } from "sonner";
import { proven } from "@/app/_forms/proven";
import { JobProgress } from "@/app/_jobs/job-progress";
import { underWay } from "@/app/_jobs/under-way";
import { StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { RelativeTime } from "@/components/ui/relative-time";
import { EmptyState } from "@/components/ui/states";
import type { getRetention } from "@/lib/intelligence/retention/get-retention";
import type { Job } from "@/lib/jobs/describe-job";
import { confirmDisposalAction, withdrawDisposalAction } from "../actions";

type Disposal = NonNullable<Awaited<ReturnType<typeof getRetention>>>["disposals"][number];

const number = (value: number) => value.toLocaleString("en");

const states = {
  waiting: { label: "Waits for a second person", tone: "warning", icon: "hourglass" },
  confirmed: { label: "Under way", tone: "info", icon: "activity" },
  done: { label: "Done", tone: "success", icon: "circle-check" },
  withdrawn: { label: "Called off", tone: "neutral", icon: "ban" },
} as const;

/** What was asked for, by whom, and what came of it. */
export function Disposals({ disposals, job }: { disposals: Disposal[]; job: Job | null }) {
  if (disposals.length === 0)
    return (
      <Card padded={false}>
        <EmptyState icon="trash" title="Nothing was disposed of yet">
          Set for how long sources are kept; what is past its time can then be asked to go.
        </EmptyState>
      </Card>
    );
  return (
    <ul className="flex flex-col gap-3">
      {disposals.map((disposal) => (
        <li key={disposal.id}>
          <OneDisposal disposal={disposal} job={disposal.state === "confirmed" ? job : null} />
        </li>
      ))}
    </ul>
  );
}

function OneDisposal({ disposal, job }: { disposal: Disposal; job: Job | null }) {
  const router = useRouter();
  const ended = useCallback(
    (over: Job) => {
      if (over.status === "failed") toast.error(over.error);
      router.refresh();
    },
    [router],
  );
  const runs = job !== null && underWay(job);
  return (
    <Card className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StatusBadge {...states[disposal.state]} />
        <p className="min-w-0">
          <strong className="font-medium">{disposal.requester}</strong> asked for {number(disposal.expected)} messages{" "}
          <RelativeTime value={disposal.created_at} />: {disposal.reason}
        </p>
      </div>
      {disposal.confirmer && disposal.confirmed_at && (
        <p className="text-muted">
          {disposal.confirmer} confirmed it <RelativeTime value={disposal.confirmed_at} />.
        </p>
      )}
      {disposal.state === "done" && (
        <>
          <p className="text-muted">
            Gone are {number(disposal.messages)} messages with {number(disposal.detections)} detections,{" "}
            {number(disposal.identifiers)} identifiers, {number(disposal.subjects)} subjects and {disposal.files} files.
          </p>
          {disposal.digest && (
            <p className="font-mono text-xs wrap-anywhere text-muted">SHA-256 over what went: {disposal.digest}</p>
          )}
        </>
      )}
      {job && runs && <JobProgress job={job} onEnd={ended} />}
      {job?.error && !runs && <p className="text-danger">{job.error}</p>}
      {(disposal.may_confirm || disposal.may_withdraw) && (
        <div className="flex flex-wrap gap-2">
          {disposal.may_confirm && <Confirm disposal={disposal} />}
          {disposal.may_withdraw && <Withdraw disposal={disposal} />}
        </div>
      )}
    </Card>
  );
}

function Confirm({ disposal }: { disposal: Disposal }) {
  const router = useRouter();
  return (
    <ConfirmDialog
      trigger={
        <Button variant="danger" icon="trash">
          Confirm disposal
        </Button>
      }
      title={`Dispose of ${number(disposal.expected)} messages?`}
      description={`${disposal.requester} asked for it: ${disposal.reason}. What goes cannot be brought back; backups keep it until they are past their own time.`}
      confirmLabel="Confirm disposal"
      danger
      onConfirm={async () => {
        const answer = await proven(() => confirmDisposalAction({ disposal_id: disposal.id }));
        if (!answer.ok) return answer.fault.message;
        router.refresh();
      }}
    />
  );
}

function Withdraw({ disposal }: { disposal: Disposal }) {
  const router = useRouter();
  return (
    <ConfirmDialog
      trigger={<Button>Call it off</Button>}
      title="Call the disposal off?"
      description="Nothing goes. It can be asked for again."
      confirmLabel="Call it off"
      onConfirm={async () => {
        const answer = await withdrawDisposalAction({ disposal_id: disposal.id });
        if (!answer.ok) return answer.fault.message;
        toast("The disposal is called off");
        router.refresh();
      }}
    />
  );
}
