import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { agencyPolicies, createdAt, id, moment, organizationId } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { jobs } from "@/db/schema/jobs/jobs";

/** What a disposal is of: messages of a source from before a moment. */
export interface DisposalPart {
  source_id: number;
  before: string;
}

/**
 * The disposal of what is past its time: asked for by one person, confirmed by another, done by a job. `digest` chains
 * SHA-256 over the messages that went, so that it can be shown later which they were, without them.
 */
export const disposals = pgTable(
  "disposals",
  {
    id: id(),
    organizationId: organizationId(),
    parts: jsonb("parts").$type<DisposalPart[]>().notNull(),
    reason: text("reason").notNull(),
    /** How many messages it was about when it was asked for. */
    expected: bigint("expected", { mode: "number" }).notNull(),
    requestedBy: integer("requested_by")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
    confirmedBy: integer("confirmed_by").references(() => users.id),
    confirmedAt: moment("confirmed_at"),
    withdrawnBy: integer("withdrawn_by").references(() => users.id),
    withdrawnAt: moment("withdrawn_at"),
    jobId: integer("job_id"),
    messages: bigint("messages", { mode: "number" }).notNull().default(0),
    detections: bigint("detections", { mode: "number" }).notNull().default(0),
    subjects: bigint("subjects", { mode: "number" }).notNull().default(0),
    identifiers: bigint("identifiers", { mode: "number" }).notNull().default(0),
    files: integer("files").notNull().default(0),
    digest: text("digest").notNull().default(""),
    endedAt: moment("ended_at"),
  },
  (t) => [
    uniqueIndex("disposals_open_key")
      .on(t.organizationId)
      .where(sql`ended_at is null and withdrawn_at is null`),
    foreignKey({
      name: "disposals_job_fk",
      columns: [t.organizationId, t.jobId],
      foreignColumns: [jobs.organizationId, jobs.id],
    }),
    index("disposals_organization_id_idx").on(t.organizationId, t.id.desc()),
    index("disposals_job_idx").on(t.organizationId, t.jobId),
    index("disposals_requested_by_idx").on(t.requestedBy),
    index("disposals_confirmed_by_idx").on(t.confirmedBy),
    index("disposals_withdrawn_by_idx").on(t.withdrawnBy),
    check("disposals_confirmed_check", sql`(${t.confirmedBy} is null) = (${t.confirmedAt} is null)`),
    check("disposals_withdrawn_check", sql`(${t.withdrawnBy} is null) = (${t.withdrawnAt} is null)`),
    check("disposals_two_people_check", sql`${t.confirmedBy} <> ${t.requestedBy}`),
    ...agencyPolicies(),
  ],
);
