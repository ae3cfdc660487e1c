import { z } from "zod";
import {
  type BackupEnd,
  endBackup as storeEnd,
  findBackup,
  insertBackup,
  interruptBackups,
  noteVerification as storeVerification,
  type VerificationEnd,
} from "@/db/queries/backup/backups";
import { logEvent } from "@/db/queries/kernel/events";
import { command } from "@/lib/kernel/command";
import type { Tx } from "@/lib/kernel/database";
import { id } from "@/lib/kernel/input";
import { tellSuperusers } from "@/lib/notify/tell-superusers";
import { canManageBackups } from "./policy";

/** What is said of a backup that somebody stopped, or that is begun again after a restart: nothing went wrong. */
export const STOPPED = "It was stopped.";

/**
 * Writes down that a backup is being made. Only whoever holds the stored files may call it: one at a time. Names those
 * that a process which is gone had begun.
 */
export const beginBackup = command({
  action: "backup.backup.begin",
  input: z.object({
    name: z.string(),
    trigger: z.enum(["schedule", "person"]),
    jobId: id().nullable(),
    target: z.string(),
    ringKeyId: z.string(),
  }),
  allow: canManageBackups,
  run: async ({ tx }, backup) => {
    const interrupted = await interruptBackups(tx);
    for (const name of interrupted)
      await logEvent(tx, { action: "BACKUP_FAILED", table: "backups", details: { name, why: "interrupted" } });
    return { id: await insertBackup(tx, backup), interrupted };
  },
});

/** Writes down what became of making it; superusers hear of a failure. */
export const endBackup = command({
  action: "backup.backup.end",
  input: z.object({ backup_id: id(), end: z.custom<BackupEnd>() }),
  subject: "backup",
  target: (tx, input) => findBackup(tx, input.backup_id),
  allow: canManageBackups,
  run: async ({ tx, target: { id: recordId, name } }, { end }) => {
    await storeEnd(tx, recordId, end);
    const { status, ...details } = end;
    const action = status === "done" ? "BACKUP_MADE" : "BACKUP_FAILED";
    await logEvent(tx, { action, table: "backups", recordId, details: { name, ...details } });
    if (status === "failed" && end.error !== STOPPED)
      await tellFailure(tx, recordId, "A backup failed", end.error ?? "");
  },
});

/** Writes down what restoring it for a look has shown; superusers hear of a backup that is no good. */
export const noteVerification = command({
  action: "backup.backup.note-verification",
  input: z.object({ backup_id: id(), end: z.custom<VerificationEnd>() }),
  subject: "backup",
  target: (tx, input) => findBackup(tx, input.backup_id),
  allow: canManageBackups,
  run: async ({ tx, target: { id: recordId, name } }, { end }) => {
    await storeVerification(tx, recordId, end);
    await logEvent(tx, { action: "BACKUP_VERIFIED", table: "backups", recordId, details: { name, ...end } });
    if (end.status === "failed")
      await tellFailure(tx, recordId, "A backup could not be verified", end.error ?? "", "verification");
  },
});

const tellFailure = (tx: Tx, id: number, subject: string, detail: string, what = "backup") =>
  tellSuperusers(tx, {
    kind: "backup_failed",
    key: `${what}:${id}:failed`,
    subject,
    detail,
    link: `/admin/backups?backup=${id}`,
  });
