import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";
import { createdAt, id, moment, superuserPolicies } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { jobs } from "@/db/schema/jobs/jobs";

export const backupStatuses = ["running", "done", "failed"] as const;
export const verificationStatuses = ["passed", "failed"] as const;

/** What a backup was found to hold when it was restored for a look. */
export interface Checked {
  tables: number;
  rows: number;
  audit_rows: number;
  evidence_files: number;
  evidence_bytes: number;
  /** The application's own reads that ran on the restored database. */
  reads: string[];
}

/**
 * A backup that was made, or tried. The archive itself stands at the target under `name`, which it can be restored from
 * without this table. `removed_at`: it was pruned, or is gone from the target.
 */
export const backups = pgTable(
  "backups",
  {
    id: id(),
    name: text("name").notNull(),
    status: text("status", { enum: backupStatuses }).notNull().default("running"),
    trigger: text("trigger", { enum: ["schedule", "person"] }).notNull(),
    jobId: integer("job_id").references(() => jobs.id),
    madeBy: integer("made_by").references(() => users.id),
    /** Where it was put, in words. */
    target: text("target").notNull(),
    ringKeyId: text("ring_key_id").notNull(),
    createdAt: createdAt(),
    endedAt: moment("ended_at"),
    error: text("error"),
    bytes: bigint("bytes", { mode: "number" }),
    sha256: text("sha256"),
    rows: bigint("rows", { mode: "number" }),
    evidenceFiles: integer("evidence_files"),
    evidenceMissing: integer("evidence_missing"),
    verification: text("verification", { enum: verificationStatuses }),
    verifiedAt: moment("verified_at"),
    verificationMs: integer("verification_ms"),
    verificationError: text("verification_error"),
    checked: jsonb("checked").$type<Checked>(),
    removedAt: moment("removed_at"),
  },
  (t) => [
    unique("backups_name_key").on(t.name),
    index("backups_job_id_idx").on(t.jobId),
    index("backups_made_by_idx").on(t.madeBy),
    index("backups_good_idx")
      .on(t.createdAt)
      .where(sql`${t.verification} = 'passed' and ${t.removedAt} is null`),
    check("backups_status_check", sql`${t.status} in ('running', 'done', 'failed')`),
    check("backups_verification_check", sql`${t.verification} in ('passed', 'failed')`),
    check("backups_trigger_check", sql`${t.trigger} in ('schedule', 'person')`),
    ...superuserPolicies(),
  ],
);
