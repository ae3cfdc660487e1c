"use client";

import { useRouter } from "next/navigation";
import { useCallback, useState, type FormEvent } from "react";
import { toast } from "sonner";
import { JobProgress } from "@/app/_jobs/job-progress";
import { underWay } from "@/app/_jobs/under-way";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Job } from "@/lib/jobs/describe-job";
import { startArchiveAction } from "../actions";
import { MonthsOutcome } from "./months-outcome";

/** Archives months, or says first what would be; what is under way, and what came of the last ones. */
export function ArchiveWork({ hasPolicy, jobs }: { hasPolicy: boolean; jobs: Job[] }) {
  const router = useRouter();
  const [pending, setPending] = useState<"dry" | "real">();
  const running = jobs.find(underWay);
  const refresh = useCallback(() => router.refresh(), [router]);

  async function start(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const button = (event.nativeEvent as SubmitEvent).submitter as HTMLButtonElement | null;
    const dry_run = button?.value === "dry";
    const before = String(new FormData(event.currentTarget).get("before") ?? "");
    setPending(dry_run ? "dry" : "real");
    const answer = await startArchiveAction({ before, dry_run }).catch(() => undefined);
    setPending(undefined);
    if (!answer?.ok) toast.error(answer?.fault.message ?? "The server could not be reached. Nothing was started.");
    router.refresh();
  }

  return (
    <div className="mt-4 flex flex-col gap-4">
      <form onSubmit={(event) => void start(event)} className="flex flex-wrap items-end gap-3">
        <Field label="Months before">
          <Input name="before" type="month" placeholder="2026-01" required={!hasPolicy} />
        </Field>
        <Button type="submit" value="dry" pending={pending === "dry"} disabled={running !== undefined}>
          Dry run
        </Button>
        <Button
          type="submit"
          value="real"
          variant="primary"
          pending={pending === "real"}
          disabled={running !== undefined}
        >
          Archive
        </Button>
      </form>
      <p className="-mt-2 text-sm text-muted">
        {hasPolicy && "Left empty: those that the policy does not keep. "}The last three whole months always stay.
      </p>
      {running && <JobProgress key={running.id} job={running} onEnd={refresh} />}
      <ul className="flex flex-col gap-3" aria-label="Archivings">
        {jobs
          .filter((job) => !underWay(job))
          .map((job) => (
            <li key={job.id} className="flex flex-col gap-1 border-t border-line pt-3">
              <span className="text-sm text-muted">
                {job.input.dry_run ? "Dry run, " : ""}
                <RelativeTime value={job.ended_at ?? job.created_at} />
              </span>
              <MonthsOutcome job={job} />
            </li>
          ))}
      </ul>
    </div>
  );
}
