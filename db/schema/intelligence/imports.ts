import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, index, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";
import { agencyPolicies, createdAt, id, moment, organizationId } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { jobs } from "@/db/schema/jobs/jobs";
import { evidence } from "@/db/schema/vault/evidence";
import { sources } from "./sources";

export const importStatuses = ["queued", "running", "done", "failed", "cancelled"] as const;
export type ImportStatus = (typeof importStatuses)[number];

/**
 * A file that was brought in: what it was, who supplied it under which authority, and what came of it. `position` is how
 * many of its records are done, whatever became of each, so that work begun again goes on behind them.
 */
export const imports = pgTable(
  "imports",
  {
    id: id(),
    organizationId: organizationId(),
    /** The one chat it is of; null: the file names its chats itself. */
    sourceId: integer("source_id"),
    /** The file as it came; null: it was read from a disk by the operator and not kept. */
    evidenceId: integer("evidence_id"),
    filename: text("filename").notNull(),
    sha256: text("sha256").notNull(),
    /** Bytes. */
    size: bigint("size", { mode: "number" }).notNull(),
    format: text("format").notNull(),
    suppliedBy: text("supplied_by").notNull(),
    /** The warrant, order or consent that makes it lawful. */
    authority: text("authority").notNull(),
    timeZone: text("time_zone").notNull().default("UTC"),
    mapping: jsonb("mapping").$type<Record<string, unknown>>(),
    status: text("status", { enum: importStatuses }).notNull().default("queued"),
    jobId: integer("job_id"),
    records: bigint("records", { mode: "number" }).notNull().default(0),
    taken: bigint("taken", { mode: "number" }).notNull().default(0),
    duplicates: bigint("duplicates", { mode: "number" }).notNull().default(0),
    quarantined: bigint("quarantined", { mode: "number" }).notNull().default(0),
    position: bigint("position", { mode: "number" }).notNull().default(0),
    createdBy: integer("created_by").references(() => users.id),
    createdAt: createdAt(),
    startedAt: moment("started_at"),
    endedAt: moment("ended_at"),
  },
  (t) => [
    unique("imports_organization_id_id_key").on(t.organizationId, t.id),
    foreignKey({
      name: "imports_source_fk",
      columns: [t.organizationId, t.sourceId],
      foreignColumns: [sources.organizationId, sources.id],
    }),
    foreignKey({
      name: "imports_evidence_fk",
      columns: [t.organizationId, t.evidenceId],
      foreignColumns: [evidence.organizationId, evidence.id],
    }),
    foreignKey({
      name: "imports_job_fk",
      columns: [t.organizationId, t.jobId],
      foreignColumns: [jobs.organizationId, jobs.id],
    }),
    index("imports_source_idx").on(t.organizationId, t.sourceId),
    index("imports_evidence_idx").on(t.organizationId, t.evidenceId),
    index("imports_sha256_idx").on(t.organizationId, t.sha256),
    index("imports_job_idx").on(t.organizationId, t.jobId),
    index("imports_created_by_idx").on(t.createdBy),
    check("imports_sha256_check", sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
    check("imports_status_check", sql`${t.status} in ('queued', 'running', 'done', 'failed', 'cancelled')`),
    ...agencyPolicies(),
  ],
);
