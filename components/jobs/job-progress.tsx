"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import type { Job } from "@/lib/jobs/describe-job";

type Answer<Data> = { ok: true; data: Data } | { ok: false; fault: { message: string } };

/** How a screen asks about jobs and stops them. */
export interface JobActions {
  get: (input: { job_id: number }) => Promise<Answer<Job>>;
  cancel: (input: { job_id: number }) => Promise<Answer<unknown>>;
}

const LOOK_MS = 1_000;
const over = (job: Job) => job.status !== "queued" && job.status !== "running";

/** A job under way: how far it is, what it does, and a way to stop it. Tells `onEnd` when it is over. */
export function JobProgress({
  job: first,
  actions,
  onEnd,
}: {
  job: Job;
  actions: JobActions;
  onEnd: (job: Job) => void;
}) {
  const [job, setJob] = useState(first);
  const [stopping, setStopping] = useState(false);

  useEffect(() => {
    let open = true;
    const timer = setInterval(async () => {
      if (document.hidden) return;
      const answer = await actions.get({ job_id: first.id }).catch(() => undefined);
      if (!open || !answer?.ok) return;
      setJob(answer.data);
      if (!over(answer.data)) return;
      clearInterval(timer);
      onEnd(answer.data);
    }, LOOK_MS);
    return () => {
      open = false;
      clearInterval(timer);
    };
  }, [first.id, actions, onEnd]);

  async function stop() {
    setStopping(true);
    await actions.cancel({ job_id: job.id }).catch(() => undefined);
  }

  return (
    <div className="flex min-w-0 items-center gap-3" aria-live="polite">
      <Progress
        value={Math.round(job.progress * 100)}
        max={100}
        label={job.title}
        text={job.status === "queued" ? "Waiting" : job.step || "Working"}
        className="w-56"
      />
      <Button size="sm" pending={stopping} onClick={() => void stop()}>
        Stop<span className="sr-only"> {job.title}</span>
      </Button>
    </div>
  );
}
