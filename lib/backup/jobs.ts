import { jobKind } from "@/lib/jobs/job";
import { getBackup } from "./get-backup";
import { createKind, verifyKind } from "./job-kinds";
import { makeBackup } from "./make/make-backup";
import { pruneBackups } from "./prune-backups";
import { type AppRead, verifyBackup } from "./verify/verify-backup";

/** The long work on backups. `reads` are what the application reads on a restored one. */
export const backupJobs = (reads: readonly AppRead[]) => [
  jobKind({
    ...createKind,
    run: async ({ id: jobId, caller, input, signal, progress }) => {
      const {
        id: backupId,
        name,
        sha256,
      } = await makeBackup(caller, {
        trigger: input.trigger,
        jobId,
        signal,
        progress: (share, step) => progress(0.5 * share, step),
      });
      const { status } = await verifyBackup(caller, {
        backup: { id: backupId, name, sha256 },
        reads,
        signal,
        progress: (share, step) => progress(0.5 + 0.5 * share, step),
      });
      // What is new must be good before what is old goes.
      if (input.trigger === "schedule" && status === "passed") await pruneBackups(caller, { dryRun: false });
      return { backup_id: backupId, verification: status };
    },
  }),
  jobKind({
    ...verifyKind,
    run: async ({ caller, input, signal, progress }) => {
      const { id: backupId, name, sha256 } = await getBackup(caller, input);
      const { status } = await verifyBackup(caller, {
        backup: { id: backupId, name, sha256 },
        reads,
        signal,
        progress,
      });
      return { backup_id: backupId, verification: status };
    },
  }),
];
