import { onShutdown } from "@/db/on-shutdown";
import { availableParallelism } from "node:os";
import { exportRecords } from "@/lib/intelligence/export/export-records";
import { runOsintSearch } from "@/lib/intelligence/osint/run-search";
import { searchArchive } from "@/lib/audit/archive/search-archive";
import { archiveTrail, followRetention } from "@/lib/audit/archive/start-archive";
import { exportTrail } from "@/lib/audit/export-trail";
import { exportPersonalData } from "@/lib/identity/personal-data/export-personal-data";
import { startSealer } from "@/lib/audit/sealer";
import { verifyTrailJob } from "@/lib/audit/start-verification";
import { dueSources } from "@/lib/assessment/due-sources";
import { tellExposures } from "@/lib/assessment/exposures/tell-exposures";
import { archiveOldRoundsJob, followRoundPolicy, roundArchiveJobs } from "@/lib/assessment/round-archive/jobs";
import { alarmSources } from "@/lib/health/alarm-sources";
import { lookAfterService } from "@/lib/health/take-sample";
import { deleteExpiredKeys } from "@/lib/kernel/expire-idempotency-keys";
import { describeError } from "@/lib/kernel/log";
import { importJob } from "@/lib/intelligence/import-job";
import { contentArchiveJobs, followContentPolicy } from "@/lib/intelligence/content-archive/jobs";
import { eraseOrganizationJob } from "@/lib/identity/erasure/jobs";
import { disposeJob } from "@/lib/intelligence/retention/dispose";
import { endExpiredLooks } from "@/lib/intelligence/break-glass/end-look";
import { caseDueSources } from "@/lib/intelligence/cases/due-sources";
import { printCaseFile } from "@/lib/intelligence/cases/print-case-file";
import type { JobKind } from "@/lib/jobs/job";
import { runJobs } from "@/lib/jobs/run-jobs";
import { lookOut } from "@/lib/intelligence/search/look-out";
import { printReport } from "@/lib/assessment/report/print-report";
import { startMailer } from "@/lib/notify/mailer";
import { huntJob } from "@/lib/intelligence/hunt";
import { backupJobs } from "@/lib/backup/jobs";
import { followSchedule, warnOfLateBackup } from "@/lib/backup/follow-schedule";
import { remindDue } from "@/lib/notify/remind-due";
import { destroyRetiredKeys } from "@/lib/vault/rotation/destroy-retired";
import { rotateKeysJob } from "@/lib/vault/rotation/jobs";
import { sweepStaged } from "@/lib/vault/sweep-staged";
import { restoredReads } from "./restored-reads";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Upkeep beside the requests. Each task takes its work under locks, so that replicas do not double it. */
const upkeep = [
  sweepStaged,
  () => destroyRetiredKeys(),
  deleteExpiredKeys,
  () => remindDue([...dueSources, ...caseDueSources]),
  () => warnOfLateBackup(),
  followRetention,
  followRoundPolicy,
  followContentPolicy,
];

/** How often the service looks at itself. */
const LOOK_MS = 5 * 60_000;

/** The long work that this process does for users. */
const kinds: readonly JobKind[] = [
  printReport,
  printCaseFile,
  exportTrail,
  exportPersonalData,
  verifyTrailJob,
  searchArchive,
  huntJob,
  exportRecords,
  runOsintSearch,
  ...roundArchiveJobs,
];
/** Likewise for the whole service: beside the others, which must not wait for it. */
const longKinds: readonly JobKind[] = [
  ...backupJobs(restoredReads),
  archiveTrail,
  rotateKeysJob,
  eraseOrganizationJob,
  disposeJob,
  archiveOldRoundsJob,
  ...contentArchiveJobs,
];

/** Starts mail delivery, the sealer, jobs and the hourly upkeep; they end at shutdown. A failure is logged and tried again. */
export function startBackground(log: (line: string) => void): void {
  startMailer();
  onShutdown(startSealer(log));
  onShutdown(runJobs(kinds, { atOnce: Math.max(1, availableParallelism() - 1), log }));
  onShutdown(runJobs(longKinds, { atOnce: 1, log }));
  // One file at a time: reading one takes a core, and everybody else's work must not wait for it.
  onShutdown(runJobs([importJob], { atOnce: 1, log }));
  every(MINUTE_MS, [() => followSchedule(), lookOut, endExpiredLooks, tellExposures], log);
  every(HOUR_MS, upkeep, log);
  const look = () => lookAfterService(alarmSources);
  void runAll([look], log);
  every(LOOK_MS, [look], log);
}

/** Runs the tasks again and again, never two rounds at once; ends at shutdown. */
function every(milliseconds: number, tasks: readonly (() => Promise<unknown>)[], log: (line: string) => void): void {
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= runAll(tasks, log).finally(() => (running = undefined));
  }, milliseconds);
  onShutdown(async () => {
    clearInterval(timer);
    await running;
  });
}

async function runAll(tasks: readonly (() => Promise<unknown>)[], log: (line: string) => void): Promise<void> {
  for (const task of tasks) {
    await task().catch((error: unknown) => log(`Upkeep waits: ${JSON.stringify(describeError(error))}`));
  }
}
