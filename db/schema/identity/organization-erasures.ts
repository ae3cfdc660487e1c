import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, moment, superuserPolicies } from "@/db/columns";
import { jobs } from "@/db/schema/jobs/jobs";
import { users } from "./users";

/** What an erasure took away. */
export interface Erased {
  rows: number;
  users: number;
  /** Accounts that others' records name: they stay, as "Former user" of the organization that confirmed. */
  former_users: number;
  data_keys: number;
  trail_entries: number;
  files?: number;
}

/**
 * The erasure of an organization: one superuser asks, another confirms. `subject_id` is the organization's id; no foreign
 * key, since this outlives it, and never its name.
 */
export const organizationErasures = pgTable(
  "organization_erasures",
  {
    id: id(),
    subjectId: integer("subject_id").notNull(),
    reason: text("reason").notNull(),
    requestedBy: integer("requested_by")
      .notNull()
      .references(() => users.id),
    requestedAt: moment("requested_at").notNull().defaultNow(),
    /** Not confirmed by then, it is over. */
    expiresAt: moment("expires_at").notNull(),
    confirmedBy: integer("confirmed_by").references(() => users.id),
    confirmedAt: moment("confirmed_at"),
    jobId: integer("job_id").references(() => jobs.id),
    withdrawnBy: integer("withdrawn_by").references(() => users.id),
    /** Without somebody who did: it expired. */
    withdrawnAt: moment("withdrawn_at"),
    erasedAt: moment("erased_at"),
    erased: jsonb("erased").$type<Erased>(),
  },
  (t) => [
    uniqueIndex("organization_erasures_open_key")
      .on(t.subjectId)
      .where(sql`${t.withdrawnAt} is null and ${t.erasedAt} is null`),
    index("organization_erasures_requested_by_idx").on(t.requestedBy),
    index("organization_erasures_confirmed_by_idx").on(t.confirmedBy),
    index("organization_erasures_withdrawn_by_idx").on(t.withdrawnBy),
    index("organization_erasures_job_id_idx").on(t.jobId),
    check("organization_erasures_two_check", sql`${t.confirmedBy} <> ${t.requestedBy}`),
    check("organization_erasures_order_check", sql`${t.erasedAt} is null or ${t.confirmedAt} is not null`),
    ...superuserPolicies(),
  ],
);
