import { z } from "zod";
import { findKept, noteRemoved } from "@/db/queries/backup/backups";
import { readBackupSettings } from "@/db/queries/backup/settings";
import { logEvent } from "@/db/queries/kernel/events";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { toPrune } from "./keep";
import { canManageBackups } from "./policy";
import { openTarget } from "./target/open-target";

const listPrunable = query({
  action: "backup.backup.list-prunable",
  input: z.object({}),
  allow: canManageBackups,
  run: async ({ tx }) => {
    const [settings, kept] = await Promise.all([readBackupSettings(tx), findKept(tx)]);
    return toPrune(kept, settings, new Date()).map(({ id: backupId, name }) => ({ id: backupId, name }));
  },
});

const noteGone = command({
  action: "backup.backup.note-removed",
  input: z.object({ backup_id: id(), name: z.string() }),
  allow: canManageBackups,
  run: async ({ tx }, { backup_id, name }) => {
    await noteRemoved(tx, backup_id);
    await logEvent(tx, { action: "BACKUP_PRUNED", table: "backups", recordId: backup_id, details: { name } });
  },
});

/** Removes the backups that the scheme does not keep; with `dryRun` only names them. */
export async function pruneBackups(caller: Caller, { dryRun }: { dryRun: boolean }): Promise<{ pruned: string[] }> {
  const prunable = await listPrunable(caller, {});
  const target = openTarget();
  for (const { id: backup_id, name } of dryRun ? [] : prunable) {
    await target.remove(name);
    await noteGone(caller, { backup_id, name });
  }
  return { pruned: prunable.map(({ name }) => name) };
}
