import type { Readable } from "node:stream";
import { findBackup } from "@/db/queries/backup/backups";
import { logEvent } from "@/db/queries/kernel/events";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { preparing } from "@/lib/kernel/staged";
import { backupInput } from "./backup-input";
import { canManageBackups } from "./policy";
import { openTarget } from "./target/open-target";
import { fileOf } from "./target/target";

/** Permits taking a backup away, and writes it down: no trace, no file. */
const permitDownload = command({
  action: "backup.backup.download",
  scope: "backups:write",
  subject: "backup",
  input: backupInput,
  target: (tx, input) => findBackup(tx, input.backup_id),
  allow: canManageBackups,
  run: async ({ tx, target }) => {
    const { id: recordId, name, status, removed_at } = target;
    if (status !== "done" || removed_at)
      throw new Fault("conflict", "This backup was not finished, or is gone from the target.");
    await logEvent(tx, { action: "BACKUP_DOWNLOADED", table: "backups", recordId, details: { name } });
    return { name };
  },
});

/** A backup as it is stored: encrypted, of use only to whoever has the key ring. */
export async function openDownload(
  caller: Caller,
  input: { backup_id: number | string },
): Promise<{ filename: string; size: number; content: Readable }> {
  const { name } = await permitDownload(preparing(caller), input as { backup_id: number });
  const stored = await openTarget().open(name);
  if (!stored) throw new Fault("conflict", "This backup is not at the target any more.");
  return { filename: fileOf(name), ...stored };
}
