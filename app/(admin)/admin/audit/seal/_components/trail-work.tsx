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
import { Select } from "@/components/ui/select";
import type { Job } from "@/lib/jobs/describe-job";
import { startTrailExportAction, startVerificationAction } from "../actions";
import { Outcome } from "./outcome";

/** Long work on the trail: a form that starts it, what is under way, and what came of the last ones. */
export function TrailWork({ kind, jobs }: { kind: "verify" | "export"; jobs: Job[] }) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const running = jobs.find(underWay);
  const ended = jobs.filter((job) => !underWay(job));
  const refresh = useCallback(() => router.refresh(), [router]);

  async function start(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    setPending(true);
    const range = { from: given.from, to: given.to };
    const answer = await (
      kind === "verify"
        ? startVerificationAction(range)
        : startTrailExportAction({ ...range, format: given.format === "csv" ? "csv" : "jsonl" })
    ).catch(() => undefined);
    setPending(false);
    if (!answer?.ok) toast.error(answer?.fault.message ?? "The server could not be reached. Nothing was started.");
    router.refresh();
  }

  return (
    <div className="flex flex-col gap-4">
      <form onSubmit={(event) => void start(event)} className="flex flex-wrap items-end gap-3">
        <Field label="From (UTC)">
          <Input name="from" type="date" />
        </Field>
        <Field label="To (UTC)">
          <Input name="to" type="date" />
        </Field>
        {kind === "export" && (
          <Field label="As">
            <Select name="format" defaultValue="jsonl">
              <option value="jsonl">JSON Lines with proof</option>
              <option value="csv">Table (CSV)</option>
            </Select>
          </Field>
        )}
        <Button type="submit" variant="primary" pending={pending || running !== undefined}>
          {kind === "verify" ? "Verify the trail" : "Make the file"}
        </Button>
      </form>
      {running && <JobProgress key={running.id} job={running} onEnd={refresh} />}
      {ended.length > 0 && (
        <ul className="flex flex-col gap-3" aria-label={kind === "verify" ? "Verifications" : "Files"}>
          {ended.map((job) => (
            <li key={job.id} className="flex flex-col gap-1 border-t border-line pt-3">
              <span className="text-sm text-muted">
                <RelativeTime value={job.ended_at ?? job.created_at} />
                {rangeOf(job)}
              </span>
              <Outcome job={job} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function rangeOf({ input }: Job): string {
  const day = (value: unknown) => (typeof value === "string" ? value.slice(0, 10) : undefined);
  const [from, to] = [day(input.from), day(input.to)];
  if (from && to) return `, entries of ${from} to ${to}`;
  if (from) return `, entries since ${from}`;
  return to ? `, entries until ${to}` : ", all entries";
}
