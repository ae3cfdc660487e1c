import { sql } from "drizzle-orm";
import { check, date, foreignKey, index, integer, pgPolicy, pgTable, text, unique } from "drizzle-orm/pg-core";
import { appRole, id, isActor, isJob, mayOpenCase, moment, organizationId, timestamps } from "@/db/columns";
import { users } from "@/db/schema/identity/users";

export const caseStatuses = ["open", "in_progress", "on_hold", "closed", "archived"] as const;
export type CaseStatus = (typeof caseStatuses)[number];
export const casePriorities = ["low", "medium", "high", "critical"] as const;
export type CasePriority = (typeof casePriorities)[number];

/**
 * The register of cases: what a case is called and how it stands. Its members see it, and superusers, who keep the
 * register; what a case holds stands in other tables, which let its members in alone.
 */
export const cases = pgTable(
  "cases",
  {
    id: id(),
    organizationId: organizationId(),
    /** C-2026-0001: the year it was opened in, and which of the agency's that year it is. */
    number: text("number").notNull(),
    title: text("title").notNull(),
    type: text("type").notNull().default(""),
    status: text("status", { enum: caseStatuses }).notNull().default("open"),
    priority: text("priority", { enum: casePriorities }).notNull().default("medium"),
    assignedTo: integer("assigned_to"),
    createdBy: integer("created_by")
      .notNull()
      .references(() => users.id),
    dueOn: date("due_on", { mode: "string" }),
    closedAt: moment("closed_at"),
    version: integer("version").notNull().default(1),
    ...timestamps(),
  },
  (t) => [
    unique("cases_organization_id_id_key").on(t.organizationId, t.id),
    unique("cases_number_key").on(t.organizationId, t.number),
    foreignKey({
      name: "cases_assigned_to_fk",
      columns: [t.organizationId, t.assignedTo],
      foreignColumns: [users.organizationId, users.id],
    }),
    index("cases_status_priority_idx").on(t.organizationId, t.status, t.priority, t.id),
    index("cases_assigned_to_idx").on(t.organizationId, t.assignedTo),
    index("cases_created_by_idx").on(t.createdBy),
    check("cases_status_check", sql`${t.status} in ('open', 'in_progress', 'on_hold', 'closed', 'archived')`),
    check("cases_priority_check", sql`${t.priority} in ('low', 'medium', 'high', 'critical')`),
    check("cases_closed_check", sql`(${t.status} in ('closed', 'archived')) = (${t.closedAt} is not null)`),
    // Who opens a case sees it from its first row on, before being made its first member by the second.
    pgPolicy("register", {
      for: "all",
      to: appRole,
      using: sql`(select app.sees_all()) or ${mayOpenCase("id")} or (${isActor("created_by")} and organization_id = (select app.agency()) and not app.has_members(organization_id, id))`,
      withCheck: sql`${isJob} or (select app.sees_all()) or organization_id = (select app.agency())`,
    }),
  ],
);
