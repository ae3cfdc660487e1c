import { findBackup } from "@/db/queries/backup/backups";
import { query } from "@/lib/kernel/query";
import { backupInput } from "./backup-input";
import { describeBackup } from "./describe-backup";
import { canManageBackups } from "./policy";

/** One backup: where it is, what it holds, and whether restoring it has worked. */
export const getBackup = query({
  action: "backup.backup.get",
  scope: "backups:write",
  subject: "backup",
  input: backupInput,
  target: (tx, input) => findBackup(tx, input.backup_id),
  targetOnly: true,
  allow: canManageBackups,
  run: async ({ target }) => describeBackup(target),
});
