import { createReadStream, statSync } from "node:fs";
import path from "node:path";
import type { Readable } from "node:stream";
import { z } from "zod";
import { migrate, type ServerRole } from "@/db/migrate";
import type { Checked } from "@/db/schema/backup/backups";
import { endBackup as storeEnd, findBackupByName } from "@/db/queries/backup/backups";
import { endAllSessions } from "@/db/queries/identity/sessions";
import { logEvent } from "@/db/queries/kernel/events";
import { openTarget } from "@/lib/backup/target/open-target";
import { isBackupName, nameOf } from "@/lib/backup/target/target";
import { checkedOf, type AppRead, runReads } from "@/lib/backup/verify/verify-backup";
import { systemCaller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { config } from "@/lib/kernel/config";
import { onDatabase } from "@/lib/kernel/database";
import { Fault } from "@/lib/kernel/fault";
import { loadArchive, readThrough } from "./load-archive";
import type { EmptyPlace } from "./place";

export interface Restoring {
  /** A file, or the name of a backup at the target. */
  from: string;
  place: EmptyPlace;
  role: ServerRole;
  reads: readonly AppRead[];
  signal: AbortSignal;
  progress: (share: number, step: string) => void;
}

export interface Restored extends Checked {
  name: string;
  taken_at: string;
  into: string;
  /** What came back but was no good before it was backed up, or could not be read; empty when all is well. */
  problems: string[];
  ms: number;
}

/** Sessions of the past are not the present's: everyone signs in again. Called on the restored database. */
const settleRestored = command({
  action: "backup.restore.settle",
  as: "cli",
  input: z.object({ name: z.string(), bytes: z.int(), checked: z.custom<Checked>() }),
  allow: () => true,
  run: async ({ tx }, { name, bytes, checked }) => {
    await endAllSessions(tx, "restored from a backup");
    // In the backup itself it is still being made.
    const own = await findBackupByName(tx, name);
    if (own?.status === "running")
      await storeEnd(tx, own.id, { status: "done", bytes, rows: checked.rows, evidenceFiles: checked.evidence_files });
    await logEvent(tx, {
      action: "BACKUP_RESTORED",
      table: "backups",
      recordId: own?.id,
      details: { name, ...checked },
    });
  },
});

/**
 * Restores a backup into an empty place, and proves what stands there. It is read from end to end before anything is
 * touched; what fails afterwards is undone.
 * @throws Fault not_found without such a backup, invalid for one that is damaged or of another key, conflict for a place that is not empty
 */
export async function restoreBackup({ from, place, role, reads, signal, progress }: Restoring): Promise<Restored> {
  const begun = Date.now();
  const ring = config().encryptionKeys;
  let committed = false;
  try {
    progress(0, "Reading the backup from end to end");
    const first = await openSource(from);
    await readThrough(first.content, ring);
    const { databaseUrl, store } = place;
    const { content, size } = await openSource(from);
    const { head, found } = await loadArchive({
      source: content,
      ring,
      databaseUrl,
      store,
      forGood: true,
      signal,
      progress,
    });
    committed = true;
    const { appUrl } = await migrate(databaseUrl, role);
    progress(0.9, "Reading as the application does");
    const problems = [...found.fileProblems, ...(await runReads(appUrl, reads, signal))];
    const checked = checkedOf(found, reads);
    await onDatabase(appUrl, () => settleRestored(systemCaller("cli"), { name: head.name, bytes: size, checked }));
    await place.close();
    return {
      name: head.name,
      taken_at: head.taken_at,
      into: place.description,
      ...checked,
      problems,
      ms: Date.now() - begun,
    };
  } catch (error) {
    await place.undo(committed);
    throw error;
  }
}

/** @throws Fault not_found */
async function openSource(from: string): Promise<{ content: Readable; size: number }> {
  const name = isBackupName(from) ? from : undefined;
  const stored = name && (await openTarget().open(name));
  if (stored) return stored;
  const about = statSync(from, { throwIfNoEntry: false });
  if (about?.isFile()) return { content: createReadStream(from, { highWaterMark: 1024 * 1024 }), size: about.size };
  throw new Fault(
    "not_found",
    `There is no backup ${nameOf(path.basename(from)) ?? from}, neither as a file nor at ${openTarget().description}.`,
  );
}
