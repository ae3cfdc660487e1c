import { z } from "zod";
import { findBackupByName as find } from "@/db/queries/backup/backups";
import { query } from "@/lib/kernel/query";
import { describeBackup } from "./describe-backup";
import { canManageBackups } from "./policy";

/** A backup by the name that it has at the target, for the command line. */
export const findBackupByName = query({
  action: "backup.backup.find",
  subject: "backup",
  input: z.object({ name: z.string().max(100) }),
  target: (tx, input) => find(tx, input.name),
  targetOnly: true,
  allow: canManageBackups,
  run: async ({ target }) => describeBackup(target),
});
