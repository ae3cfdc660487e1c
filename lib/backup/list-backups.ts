import { z } from "zod";
import { listBackups as findBackups } from "@/db/queries/backup/backups";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { limit } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { describeBackup } from "./describe-backup";
import { canManageBackups } from "./policy";

/** Backups that were made or tried, the newest first. */
export const listBackups = query({
  action: "backup.backup.list",
  scope: "backups:write",
  input: z.object({ limit: limit(100, 20), cursor: z.string().max(500).optional() }),
  allow: canManageBackups,
  run: async ({ tx }, input) => {
    const before = decodeCursor(input.cursor, "n")?.[0] as number | undefined;
    const rows = await findBackups(tx, before ?? null, input.limit + 1);
    const backups = rows.slice(0, input.limit);
    return {
      backups: backups.map(describeBackup),
      next_cursor: rows.length > backups.length ? encodeCursor([backups.at(-1)!.id]) : null,
    };
  },
});
