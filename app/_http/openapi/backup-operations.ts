import { z } from "zod";
import { getBackup } from "@/lib/backup/get-backup";
import { listBackups } from "@/lib/backup/list-backups";
import { nextCursor, time } from "./answers";
import { idempotency, page, withWords, type Operation } from "./operation";

const path = getBackup.input;
const count = z.int().nonnegative();
const backupSchema = z
  .strictObject({
    id: z.int(),
    name: z.string().describe("Names it at the target, and to the command line."),
    status: z.enum(["running", "done", "failed"]),
    trigger: z.enum(["schedule", "person"]),
    made_by: z.string().nullable(),
    job_id: z.int().nullable(),
    target: z.string(),
    key_id: z.string().describe("The key of SECURESPHERE_ENCRYPTION_KEYS that opens it."),
    created_at: time,
    ended_at: time.nullable(),
    error: z.string().nullable(),
    size: count.nullable().describe("Bytes."),
    sha256: z.string().nullable(),
    rows: count.nullable(),
    evidence_files: count.nullable(),
    evidence_missing: count.nullable().describe("Named by a row, but gone from the store when it was made."),
    verification: z
      .strictObject({
        status: z.enum(["passed", "failed"]),
        at: time.nullable(),
        duration_ms: z.int().nullable(),
        error: z.string().nullable(),
        checked: z
          .strictObject({
            tables: count,
            rows: count,
            audit_rows: count,
            evidence_files: count,
            evidence_bytes: count,
            reads: z.array(z.string()),
          })
          .nullable(),
      })
      .nullable()
      .describe("What restoring it for a look has shown."),
    removed_at: time.nullable(),
  })
  .meta({ id: "Backup" });
const queued = {
  202: { description: "Queued: the job says how far it is.", schema: z.strictObject({ job_id: z.int() }) },
};

/** Backups, by method and address; for superusers. */
export const backupOperations: Record<string, Operation> = {
  "GET /api/v1/backups": {
    id: "listBackups",
    tag: "Backups",
    summary: "List backups, newest first",
    scope: "backups:write",
    query: withWords(listBackups.input, page),
    answers: {
      200: {
        description: "A page of backups.",
        schema: z.strictObject({ backups: z.array(backupSchema), next_cursor: nextCursor }).meta({ id: "Backups" }),
      },
    },
  },
  "POST /api/v1/backups": {
    id: "createBackup",
    tag: "Backups",
    summary: "Make a backup, and prove it by restoring it",
    scope: "backups:write",
    header: idempotency,
    answers: queued,
  },
  "GET /api/v1/backups/{backup_id}": {
    id: "getBackup",
    tag: "Backups",
    summary: "See what a backup holds, and whether it is good",
    scope: "backups:write",
    path,
    answers: { 200: { description: "The backup.", schema: backupSchema } },
  },
  "GET /api/v1/backups/{backup_id}/content": {
    id: "downloadBackup",
    tag: "Backups",
    summary: "Download a backup, encrypted",
    description: "A tar in an age file. It opens with the installation's keys alone. The trail keeps who took it.",
    scope: "backups:write",
    path,
    answers: { 200: { description: "The file.", mediaType: "application/octet-stream" } },
    refusals: [409],
  },
  "POST /api/v1/backups/{backup_id}/verification": {
    id: "verifyBackup",
    tag: "Backups",
    summary: "Restore a backup for a look, and compare everything",
    scope: "backups:write",
    path,
    answers: queued,
    refusals: [409],
  },
};
