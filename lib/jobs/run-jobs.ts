import { z } from "zod";
import { claimJob, endJob, noteProgress, type ClaimedJob, type JobEnd } from "@/db/queries/jobs/run-jobs";
import { systemCaller, type Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { describeError } from "@/lib/kernel/log";
import type { JobKind } from "./job";
import { onWake } from "./wake";

/** Milliseconds between looks for jobs that other processes queued, and between signs of life. */
const LOOK_MS = 1_000;
const SIGN_MS = 5_000;
/** Seconds of silence after which a job's process counts as gone. */
const SILENCE_SECONDS = 30;
const MOST_ATTEMPTS = 5;
/** Seconds until the next attempt while the database or something else is away. */
const WAIT_SECONDS = 10;

const claim = command({
  action: "jobs.job.claim",
  as: "job:runner",
  input: z.object({ kinds: z.array(z.string()) }),
  allow: () => true,
  run: ({ tx }, { kinds }) => claimJob(tx, kinds, SILENCE_SECONDS, MOST_ATTEMPTS),
});

const note = command({
  action: "jobs.job.note",
  as: "job:runner",
  input: z.object({ job: z.custom<ClaimedJob>(), share: z.number().min(0).max(1), step: z.string() }),
  allow: () => true,
  run: ({ tx }, { job, share, step }) => noteProgress(tx, job, share, step),
});

const end = command({
  action: "jobs.job.end",
  as: "job:runner",
  input: z.object({ job: z.custom<ClaimedJob>(), end: z.custom<JobEnd>() }),
  allow: () => true,
  run: ({ tx }, { job, end: how }) => endJob(tx, job, how),
});

const runner = systemCaller("job:runner");

/** Why a job's work is told to stop. */
class Stopped extends Error {
  constructor(readonly reason: "cancelled" | "shutdown" | "lost") {
    super(`The job was stopped: ${reason}`);
  }
}

/**
 * Does jobs of these kinds, so many at a time, until stopped; then those under way are given back to be begun again by
 * the next process. Any number of processes may do jobs.
 */
export function runJobs(kinds: readonly JobKind[], { atOnce, log }: { atOnce: number; log: (line: string) => void }) {
  const byName = new Map(kinds.map((kind) => [kind.kind, kind]));
  const running = new Map<Promise<void>, AbortController>();
  let looking: Promise<void> | undefined;
  let stopped = false;

  const look = async () => {
    while (!stopped && running.size < atOnce) {
      const job = await claim(runner, { kinds: [...byName.keys()] });
      if (!job) return;
      if (job.status !== "running") continue;
      const controller = new AbortController();
      const work: Promise<void> = perform(byName.get(job.kind)!, job, controller, log).finally(() => {
        running.delete(work);
        wake();
      });
      running.set(work, controller);
    }
  };
  const wake = () => {
    if (stopped) return;
    looking ??= look()
      .catch((error: Error) => log(`Jobs wait: ${error.message}`))
      .finally(() => (looking = undefined));
  };
  const timer = setInterval(wake, LOOK_MS);
  const sleep = onWake(wake);
  wake();
  return async () => {
    stopped = true;
    sleep();
    clearInterval(timer);
    await looking;
    for (const controller of running.values()) controller.abort(new Stopped("shutdown"));
    await Promise.all(running.keys());
  };
}

/** One attempt at a job, with its signs of life. Never throws. */
async function perform(kind: JobKind, job: ClaimedJob, controller: AbortController, log: (line: string) => void) {
  let at = { share: 0, step: "" };
  const sign = async () => {
    const wanted = await note(runner, { job, ...at });
    if (wanted === undefined) controller.abort(new Stopped("lost"));
    else if (wanted) controller.abort(new Stopped("cancelled"));
  };
  let signing: Promise<void> | undefined;
  const signNow = () => {
    signing ??= sign()
      .catch(() => {}) // the database is away: the next sign tries again
      .finally(() => (signing = undefined));
  };
  const timer = setInterval(signNow, SIGN_MS);
  const caller: Caller = {
    ...runner,
    credential:
      job.user_id === null
        ? { kind: "system", name: `job:${job.kind.replaceAll(".", "-")}` }
        : { kind: "job", id: job.id },
    requestId: `job-${job.id}-${job.attempts}`,
  };
  const how = await attempt(kind, job, {
    id: job.id,
    caller,
    signal: controller.signal,
    progress: (share, step) => {
      controller.signal.throwIfAborted();
      at = { share: Math.min(1, Math.max(0, share)), step };
      signNow();
    },
  }).catch((error: unknown) => endOf(error, controller.signal, caller.requestId, log));
  clearInterval(timer);
  await signing;
  if (how) await end(runner, { job, end: how }).catch((error: Error) => log(`Job ${job.id} waits: ${error.message}`));
}

async function attempt(
  kind: JobKind,
  job: ClaimedJob,
  context: Omit<Parameters<JobKind["run"]>[0], "input">,
): Promise<JobEnd> {
  return { status: "done", result: await kind.run({ ...context, input: kind.input.parse(job.input) }) };
}

/** What an attempt that threw comes to; nothing where the job is somebody else's by now. */
function endOf(
  error: unknown,
  signal: AbortSignal,
  requestId: string,
  log: (line: string) => void,
): JobEnd | undefined {
  const why: unknown = signal.aborted ? signal.reason : undefined;
  if (why instanceof Stopped) {
    if (why.reason === "lost") return undefined;
    return why.reason === "cancelled" ? { status: "cancelled" } : { status: "queued", uncounted: true };
  }
  if (error instanceof Fault && error.code === "unavailable") return { status: "queued", waitSeconds: WAIT_SECONDS };
  if (error instanceof Fault) return { status: "failed", error: error.message };
  log(`${requestId} failed: ${JSON.stringify(describeError(error))}`);
  return { status: "failed", error: `Something went wrong. Quote ${requestId} when you ask for help.` };
}
