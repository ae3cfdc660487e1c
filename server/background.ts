import { onShutdown } from "@/db/on-shutdown";
import { availableParallelism } from "node:os";
import { exportTrail } from "@/lib/audit/export-trail";
import { startSealer } from "@/lib/audit/sealer";
import { verifyTrailJob } from "@/lib/audit/start-verification";
import { dueSources } from "@/lib/assessment/due-sources";
import { deleteExpiredKeys } from "@/lib/kernel/expire-idempotency-keys";
import type { JobKind } from "@/lib/jobs/job";
import { runJobs } from "@/lib/jobs/run-jobs";
import { printReport } from "@/lib/assessment/report/print-report";
import { startMailer } from "@/lib/notify/mailer";
import { remindDue } from "@/lib/notify/remind-due";
import { sweepStaged } from "@/lib/vault/sweep-staged";

const HOUR_MS = 3_600_000;

/** Upkeep beside the requests. Each task takes its work under locks, so that replicas do not double it. */
const upkeep = [sweepStaged, deleteExpiredKeys, () => remindDue(dueSources)];

/** The long work that this process does for users. */
const kinds = [printReport, exportTrail, verifyTrailJob] as unknown as JobKind[];

/** Starts mail delivery, the sealer, jobs and the hourly upkeep; they end at shutdown. A failure is logged and tried again. */
export function startBackground(log: (line: string) => void): void {
  startMailer();
  onShutdown(startSealer(log));
  onShutdown(runJobs(kinds, { atOnce: Math.max(1, availableParallelism() - 1), log }));
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= runUpkeep(log).finally(() => (running = undefined));
  }, HOUR_MS);
  onShutdown(async () => {
    clearInterval(timer);
    await running;
  });
}

async function runUpkeep(log: (line: string) => void): Promise<void> {
  for (const task of upkeep) {
    await task().catch((error: unknown) =>
      log(`Upkeep waits: ${error instanceof Error ? error.message : String(error)}`),
    );
  }
}
