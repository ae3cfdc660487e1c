import { randomBytes } from "node:crypto";
import { holdFiles } from "@/db/backup/snapshot";
import { ownerUrl } from "@/lib/backup/owner-url";
import { beginBackup, endBackup, STOPPED } from "@/lib/backup/records";
import { openTarget } from "@/lib/backup/target/open-target";
import { newBackupName } from "@/lib/backup/target/target";
import type { Caller } from "@/lib/kernel/actor";
import { config } from "@/lib/kernel/config";
import { translateDatabaseError } from "@/lib/kernel/database";
import { Fault } from "@/lib/kernel/fault";
import { blobStore } from "@/lib/vault/store";
import { writeBackup, type Written } from "./write-backup";

export interface Making {
  trigger: "schedule" | "person";
  jobId: number | null;
  signal: AbortSignal;
  progress: (share: number, step: string) => void;
}

/**
 * Makes a backup of everything: the database at one moment, and the stored files that its rows name.
 * @throws Fault conflict while another is being made, unavailable when the target or the database is away
 */
export async function makeBackup(caller: Caller, making: Making): Promise<Written & { id: number; name: string }> {
  const [key] = config().encryptionKeys;
  if (!key) throw new Error("the key ring is empty");
  const target = openTarget();
  const name = newBackupName(new Date(), randomBytes(4).toString("hex"));
  making.progress(0, "Waiting for other work on the files");
  const hold = await holdFiles(ownerUrl()).catch((error: unknown) => {
    throw translateDatabaseError(error);
  });
  if (!hold) throw new Fault("conflict", "Another backup is being made. Try again when it is done.");
  try {
    const signal = AbortSignal.any([making.signal, hold.lost]);
    const { trigger, jobId } = making;
    const { id, interrupted } = await beginBackup(caller, {
      name,
      trigger,
      jobId,
      target: target.description,
      ringKeyId: key.id,
    });
    try {
      for (const left of interrupted) await target.remove(left);
      const databaseUrl = ownerUrl();
      const { progress } = making;
      const written = await writeBackup({ name, key, databaseUrl, store: blobStore(), target, signal, progress });
      // Held to the end: no file that it was to read was removed meanwhile.
      await hold.release();
      await endBackup(caller, { backup_id: id, end: { status: "done", ...countsOf(written) } });
      return { id, name, ...written };
    } catch (error) {
      const reason = translateDatabaseError(making.signal.aborted ? making.signal.reason : error);
      await target.remove(name).catch(() => undefined);
      await endBackup(caller, {
        backup_id: id,
        end: { status: "failed", error: wordsFor(reason, making.signal) },
      }).catch(
        () => undefined, // the next backup says that this one was interrupted
      );
      throw reason;
    }
  } finally {
    await hold.drop();
  }
}

const countsOf = ({ bytes, sha256, rows, evidence }: Written) => ({
  bytes,
  sha256,
  rows,
  evidenceFiles: evidence.files,
  evidenceMissing: evidence.missing,
});

function wordsFor(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return STOPPED;
  if (error instanceof Fault) return error.message;
  const { code } = error as NodeJS.ErrnoException;
  return code && /^E[A-Z]+$/.test(code)
    ? `The target could not be written (${code}).`
    : "Something went wrong; see the log.";
}
