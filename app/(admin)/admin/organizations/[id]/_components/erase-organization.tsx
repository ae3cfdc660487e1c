"use client";

import { useRouter } from "next/navigation";
import { useCallback, useState, type ReactElement } from "react";
import { toast } from "sonner";
import { proven } from "@/app/_forms/proven";
import { JobProgress } from "@/app/_jobs/job-progress";
import { underWay } from "@/app/_jobs/under-way";
import { Button, LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Erasure } from "@/lib/identity/erasure/describe-erasure";
import type { Job } from "@/lib/jobs/describe-job";
import { confirmErasureAction, requestErasureAction, withdrawErasureAction } from "../../actions";

interface Organization {
  id: number;
  name: string;
}

/** Erasing an organization: one superuser asks, another confirms; either calls it off. */
export function EraseOrganization({
  organization,
  erasure,
  job,
  isAsker,
}: {
  organization: Organization;
  erasure: Erasure | null;
  job: Job | null;
  /** Whether the reader is who asked. */
  isAsker: boolean;
}) {
  if (!erasure)
    return (
      <Card className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose min-w-0 flex-1 text-muted">
          Takes its people, products, answers and files for good, destroys its keys, and empties what the audit trail
          says of its values. Another superuser must confirm it within seven days.
        </p>
        <Ask organization={organization} />
      </Card>
    );
  return (
    <Card className="flex flex-col gap-4">
      <p className="max-w-prose">
        <strong>{erasure.requester}</strong> asked for it <RelativeTime value={erasure.requested_at} />:{" "}
        {erasure.reason}
      </p>
      {erasure.state === "waiting" ? (
        <p className="max-w-prose text-muted">
          {isAsker ? "Another superuser must confirm it" : "You can confirm it"} until{" "}
          <RelativeTime value={erasure.expires_at} format="datetime" />. Nothing happens before.
        </p>
      ) : (
        <Carried erasure={erasure} job={job} />
      )}
      <div className="flex flex-wrap gap-2">
        {erasure.state === "waiting" && !isAsker && <Confirm organization={organization} erasure={erasure} />}
        <Withdraw erasure={erasure} />
      </div>
    </Card>
  );
}

/** A dialog that wants the organization's name typed, and perhaps more, before it goes on. */
function Named({
  organization,
  trigger,
  title,
  confirmLabel,
  children,
  ready = true,
  send,
  onDone,
}: {
  organization: Organization;
  trigger: ReactElement;
  title: string;
  confirmLabel: string;
  children?: ReactElement;
  ready?: boolean;
  send: (name: string) => Promise<{ ok: true } | { ok: false; fault: { code?: string; message: string } }>;
  onDone: () => void;
}) {
  const [name, setName] = useState("");
  return (
    <ConfirmDialog
      trigger={trigger}
      title={title}
      description={`What is erased cannot be brought back. To go on, type the name: ${organization.name}`}
      confirmLabel={confirmLabel}
      danger
      disabled={name !== organization.name || !ready}
      onConfirm={async () => {
        const answer = await proven(() => send(name));
        if (!answer.ok) return answer.fault.message;
        onDone();
      }}
    >
      <Field label="Name" required>
        <Input value={name} autoComplete="off" onChange={(event) => setName(event.target.value)} />
      </Field>
      {children}
    </ConfirmDialog>
  );
}

function Ask({ organization }: { organization: Organization }) {
  const router = useRouter();
  const [reason, setReason] = useState("");
  return (
    <Named
      organization={organization}
      trigger={
        <Button variant="danger" icon="trash">
          Ask to erase
        </Button>
      }
      title={`Ask to erase ${organization.name}?`}
      confirmLabel="Ask to erase"
      ready={reason.trim() !== ""}
      send={(name) => requestErasureAction({ organizationId: organization.id, name, reason })}
      onDone={() => router.refresh()}
    >
      <Field label="Reason" hint="Kept in the audit trail; name nobody." required>
        <Input value={reason} maxLength={500} autoComplete="off" onChange={(event) => setReason(event.target.value)} />
      </Field>
    </Named>
  );
}

/** Leads to the job: this page is gone as soon as it is done. */
function Confirm({ organization, erasure }: { organization: Organization; erasure: Erasure }) {
  const router = useRouter();
  return (
    <Named
      organization={organization}
      trigger={
        <Button variant="danger" icon="trash">
          Confirm and erase
        </Button>
      }
      title={`Erase ${organization.name}?`}
      confirmLabel="Erase organization"
      send={(name) => confirmErasureAction({ erasureId: erasure.id, name })}
      onDone={() => {
        toast(`${organization.name} is being erased`);
        router.push("/admin/jobs");
      }}
    />
  );
}

function Withdraw({ erasure }: { erasure: Erasure }) {
  const router = useRouter();
  return (
    <ConfirmDialog
      trigger={<Button>Call it off</Button>}
      title="Call the erasure off?"
      description="Nothing is erased. It can be asked for again."
      confirmLabel="Call it off"
      onConfirm={async () => {
        const answer = await withdrawErasureAction({ erasureId: erasure.id });
        if (!answer.ok) return answer.fault.message;
        toast("The erasure is called off");
        router.refresh();
      }}
    />
  );
}

/** Confirmed: how far it is. When it is done there is no such page any more. */
function Carried({ erasure, job }: { erasure: Erasure; job: Job | null }) {
  const router = useRouter();
  const ended = useCallback(
    (over: Job) => {
      if (over.status === "done") {
        toast("The organization is erased");
        return router.push("/admin/organizations");
      }
      if (over.status === "failed") toast.error(over.error);
      router.refresh();
    },
    [router],
  );
  const runs = job !== null && underWay(job);
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p className="text-muted">
        <strong className="text-ink">{erasure.confirmer}</strong> confirmed it.
      </p>
      {runs && <JobProgress job={job} onEnd={ended} />}
      {job && !runs && (
        <p className="flex flex-wrap items-center gap-3">
          <span className="min-w-0 break-words">{job.error ?? "It was stopped."}</span>
          <LinkButton size="sm" href="/admin/jobs">
            Try again under Jobs
          </LinkButton>
        </p>
      )}
    </div>
  );
}
