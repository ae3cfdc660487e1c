import { findBackup } from "@/db/queries/backup/backups";
import { startJob } from "@/lib/jobs/job";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { backupInput } from "./backup-input";
import { verifyKind } from "./job-kinds";
import { canManageBackups } from "./policy";

/**
 * Has a backup restored for a look.
 * @throws Fault conflict for one that is not whole, or gone
 */
export const requestVerification = command({
  action: "backup.backup.request-verification",
  scope: "backups:write",
  subject: "backup",
  input: backupInput,
  target: (tx, input) => findBackup(tx, input.backup_id),
  allow: canManageBackups,
  run: async (context) => {
    const { target } = context;
    if (target.status !== "done" || target.removed_at)
      throw new Fault("conflict", "There is nothing to verify: this backup was not finished, or is gone.");
    const job = { organizationId: null, title: `Verification of ${target.name}`, input: { backup_id: target.id } };
    return { job_id: await startJob(context, verifyKind, job) };
  },
});
