import { sql } from "drizzle-orm";
import { check, date, foreignKey, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { casePolicies, id, moment, organizationId, timestamps } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { cases } from "./cases";

/** What is to be done in a case, by whom, by when. */
export const caseTasks = pgTable(
  "case_tasks",
  {
    id: id(),
    organizationId: organizationId(),
    caseId: integer("case_id").notNull(),
    title: text("title").notNull(),
    description: text("description").notNull().default(""),
    assignedTo: integer("assigned_to"),
    dueOn: date("due_on", { mode: "string" }),
    doneAt: moment("done_at"),
    doneBy: integer("done_by").references(() => users.id),
    version: integer("version").notNull().default(1),
    createdBy: integer("created_by")
      .notNull()
      .references(() => users.id),
    ...timestamps(),
  },
  (t) => [
    unique("case_tasks_organization_id_id_key").on(t.organizationId, t.id),
    foreignKey({
      name: "case_tasks_case_fk",
      columns: [t.organizationId, t.caseId],
      foreignColumns: [cases.organizationId, cases.id],
    }),
    // Analysts of the agency do the work.
    foreignKey({
      name: "case_tasks_assigned_to_fk",
      columns: [t.organizationId, t.assignedTo],
      foreignColumns: [users.organizationId, users.id],
    }),
    index("case_tasks_case_idx").on(t.organizationId, t.caseId, t.id),
    index("case_tasks_assigned_to_idx").on(t.organizationId, t.assignedTo),
    index("case_tasks_done_by_idx").on(t.doneBy),
    index("case_tasks_created_by_idx").on(t.createdBy),
    check("case_tasks_done_check", sql`(${t.doneAt} is null) = (${t.doneBy} is null)`),
    ...casePolicies(),
  ],
);
