"use client";

import { useRouter } from "next/navigation";
import { useCallback, useRef, useState } from "react";
import { toast } from "sonner";
import { getJobAction } from "@/app/_jobs/actions";
import { JobProgress } from "@/app/_jobs/job-progress";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import type { HuntPreview } from "@/lib/intelligence/hunt";
import type { Job } from "@/lib/jobs/describe-job";
import { previewHuntAction, startHuntAction } from "../actions";
import { SampleHits } from "./sample-hits";

const unreachable = "The server did not answer. Nothing was begun; try again.";

/** Looks first what a retro-hunt would find among the newest messages, then begins it and says how far it is. */
export function HuntPanel() {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [preview, setPreview] = useState<HuntPreview>();
  const [job, setJob] = useState<Job>();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState("");

  const range = () => {
    const given = new FormData(form.current!);
    return { from: given.get("from") as string, to: given.get("to") as string };
  };

  async function run<Data>(work: Promise<{ ok: true; data: Data } | { ok: false; fault: { message: string } }>) {
    setPending(true);
    setError("");
    const answer = await work.catch(() => undefined);
    setPending(false);
    if (answer?.ok) return answer.data;
    setError(answer?.fault.message ?? unreachable);
    return undefined;
  }

  async function look() {
    const found = await run(previewHuntAction(range()));
    if (found) setPreview(found);
  }

  async function begin() {
    const begun = await run(startHuntAction(range()));
    const started = begun && (await run(getJobAction({ job_id: begun.job_id })));
    if (started) setJob(started);
  }

  const ended = useCallback(
    (done: Job) => {
      setJob(undefined);
      setPreview(undefined);
      if (done.status === "failed") toast.error(done.error);
      if (done.status === "done")
        toast(`Retro-hunt done: ${Number(done.result?.found ?? 0).toLocaleString("en")} new hits`);
      router.refresh();
    },
    [router],
  );

  return (
    <Card className="flex flex-col gap-4">
      <form
        ref={form}
        method="post"
        className="flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void look();
        }}
      >
        <Field label="Posted from" optional>
          <Input type="date" name="from" />
        </Field>
        <Field label="Posted before" optional>
          <Input type="date" name="to" />
        </Field>
        <Button type="submit" pending={pending}>
          Preview
        </Button>
      </form>
      <FormError>{error}</FormError>
      {preview && (
        <div className="flex flex-col gap-3">
          <p aria-live="polite">
            {preview.waiting === 0
              ? `All messages were looked at with rule set ${preview.rule_set} already.`
              : `${preview.waiting.toLocaleString("en")} messages have not been looked at with rule set ${preview.rule_set}.`}
          </p>
          <SampleHits tried={preview} />
          {preview.waiting > 0 && !job && (
            <div>
              <Button variant="primary" pending={pending} onClick={() => void begin()}>
                Begin the retro-hunt
              </Button>
            </div>
          )}
        </div>
      )}
      {job && <JobProgress key={job.id} job={job} onEnd={ended} />}
    </Card>
  );
}
