"use client";

import { useRouter } from "next/navigation";
import { useCallback, useState, type ReactNode } from "react";
import { toast } from "sonner";
import { getJobAction } from "@/app/_jobs/actions";
import { JobProgress } from "@/app/_jobs/job-progress";
import type { ActionResult } from "@/app/_http/action";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Job } from "@/lib/jobs/describe-job";
import { archiveContentAction, restoreContentAction, verifyContentAction } from "../actions";

const away = "The server could not be reached. Nothing was changed.";

interface Asked {
  label: ReactNode;
  title: string;
  description: string;
  confirmLabel: string;
  start: () => Promise<ActionResult<{ job_id: number }>>;
  /** What is said at the end, where it went well. */
  over: (result: Record<string, unknown>) => string;
  disabled?: boolean;
  children?: ReactNode;
}

/** A button that has long work begun, and shows how far it is. */
function StartsJob({ label, start, over, ...dialog }: Asked) {
  const router = useRouter();
  const [job, setJob] = useState<Job>();
  const end = useCallback(
    (ended: Job) => {
      setJob(undefined);
      if (ended.status === "done") toast(over(ended.result ?? {}));
      else toast.error(ended.error ?? "It was stopped. What was done by then stands.");
      router.refresh();
    },
    [over, router],
  );
  if (job) return <JobProgress job={job} onEnd={end} />;
  return (
    <ConfirmDialog
      {...dialog}
      trigger={<Button size="sm">{label}</Button>}
      onConfirm={async () => {
        const started = await start().catch(() => undefined);
        if (!started?.ok) return started?.fault.message ?? away;
        const found = await getJobAction({ job_id: started.data.job_id }).catch(() => undefined);
        if (found?.ok) setJob(found.data);
      }}
    />
  );
}

const restored = () => "The messages are back";

/** Has the messages of an archive put back. */
export function RestoreArchive({ id, messages }: { id: number; messages: number }) {
  return (
    <StartsJob
      label={
        <>
          Restore<span className="sr-only"> archive {id}</span>
        </>
      }
      title={`Restore archive ${id}?`}
      description={`Its ${messages.toLocaleString("en")} messages come back with what was found in them and what was decided, each as it was.`}
      confirmLabel="Restore"
      start={() => restoreContentAction({ archive_id: id })}
      over={restored}
    />
  );
}

const verified = ({ damage }: Record<string, unknown>) => (damage ? String(damage) : "The archive is whole");

/** Has the file of an archive read from end to end. */
export function VerifyArchive({ id }: { id: number }) {
  return (
    <StartsJob
      label={
        <>
          Verify<span className="sr-only"> archive {id}</span>
        </>
      }
      title={`Verify archive ${id}?`}
      description="Its file is read from end to end, and each message compared with what left the database."
      confirmLabel="Verify"
      start={() => verifyContentAction({ archive_id: id })}
      over={verified}
    />
  );
}

const archived = ({ messages }: Record<string, unknown>) =>
  messages ? `${Number(messages).toLocaleString("en")} messages are archived` : "Nothing is old enough to be archived";

/** Has an agency's old messages archived. */
export function ArchiveOld({ organizationId, days }: { organizationId: number; days: number }) {
  const [given, setGiven] = useState(String(days));
  return (
    <StartsJob
      label="Archive old messages"
      title="Archive old messages?"
      description="They move into encrypted files of the agency and can be restored at any time. What is in a case or is an exhibit, and hits that nobody decided about, stay. Archived messages are not searched."
      confirmLabel="Archive"
      disabled={!(Number(given) >= 30)}
      start={() => archiveContentAction({ organization_id: organizationId, older_than: Number(given) })}
      over={archived}
    >
      <Field label="Older than (days)" hint="30 at least." required>
        <Input
          type="number"
          min={30}
          max={36_500}
          value={given}
          autoComplete="off"
          onChange={(event) => setGiven(event.target.value)}
        />
      </Field>
    </StartsJob>
  );
}
