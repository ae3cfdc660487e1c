"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import type { Job } from "@/lib/jobs/describe-job";
import { cancelJobAction, getJobAction } from "./actions";
import { underWay } from "./under-way";

const LOOK_MS = 1_000;

/** A job under way: how far it is, what it does, and a way to stop it. Tells `onEnd` when it is over. */
export function JobProgress({ job: first, onEnd }: { job: Job; onEnd: (job: Job) => void }) {
  const [job, setJob] = useState(first);
  const [stopping, setStopping] = useState(false);

  useEffect(() => {
    let open = true;
    const timer = setInterval(async () => {
      if (document.hidden) return;
      const answer = await getJobAction({ job_id: first.id }).catch(() => undefined);
      if (!open || !answer?.ok) return;
      setJob(answer.data);
      if (underWay(answer.data)) return;
      clearInterval(timer);
      onEnd(answer.data);
    }, LOOK_MS);
    return () => {
      open = false;
      clearInterval(timer);
    };
  }, [first.id, onEnd]);

  async function stop() {
    setStopping(true);
    await cancelJobAction({ job_id: job.id }).catch(() => undefined);
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
