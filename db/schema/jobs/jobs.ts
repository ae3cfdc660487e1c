import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, smallint, text, unique } from "drizzle-orm/pg-core";
import { createdAt, id, moment, ownerPolicies } from "@/db/columns";
import { organizations } from "@/db/schema/identity/organizations";
import { users } from "@/db/schema/identity/users";

export const jobStatuses = ["queued", "running", "done", "failed", "cancelled"] as const;
export type JobStatus = (typeof jobStatuses)[number];

/**
 * Long work that a user asked for, or the clock. It is done as that user, whose rights are read anew when it begins. `result` names what
 * came of it and holds nothing of it, so that reading it asks for the right again.
 */
export const jobs = pgTable(
  "jobs",
  {
    id: id(),
    /** Null: the work is the whole service's. */
    organizationId: integer("organization_id").references(() => organizations.id),
    /** Null: the clock asked for it. */
    userId: integer("user_id").references(() => users.id),
    kind: text("kind").notNull(),
    title: text("title").notNull(),
    input: jsonb("input").$type<Record<string, unknown>>().notNull(),
    status: text("status", { enum: jobStatuses }).notNull().default("queued"),
    attempts: smallint("attempts").notNull().default(0),
    cancelRequested: boolean("cancel_requested").notNull().default(false),
    result: jsonb("result").$type<Record<string, unknown>>(),
    error: text("error"),
    /** Not before this moment: a job that has to wait is tried again later. */
    dueAt: moment("due_at").notNull().defaultNow(),
    createdAt: createdAt(),
    startedAt: moment("started_at"),
    endedAt: moment("ended_at"),
  },
  (t) => [
    unique("jobs_organization_id_id_key").on(t.organizationId, t.id),
    index("jobs_user_id_idx").on(t.userId, t.id),
    index("jobs_due_idx")
      .on(t.dueAt, t.id)
      .where(sql`${t.status} in ('queued', 'running')`),
    check("jobs_status_check", sql`${t.status} in ('queued', 'running', 'done', 'failed', 'cancelled')`),
    ...ownerPolicies(),
  ],
);
