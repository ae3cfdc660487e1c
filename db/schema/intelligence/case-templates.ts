import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";
import { agencyPolicies, id, organizationId, timestamps } from "@/db/columns";
import { users } from "@/db/schema/identity/users";

/** A task that a case begins with. */
interface TemplateTask {
  title: string;
  description: string;
  /** Days after the case began; null: no day. */
  dueDays: number | null;
}

/** What cases of a kind begin with. */
export const caseTemplates = pgTable(
  "case_templates",
  {
    id: id(),
    organizationId: organizationId(),
    name: text("name").notNull(),
    type: text("type").notNull().default(""),
    priority: text("priority", { enum: ["low", "medium", "high", "critical"] })
      .notNull()
      .default("medium"),
    summary: text("summary").notNull().default(""),
    marking: text("marking").notNull().default("TLP:AMBER"),
    tasks: jsonb("tasks").$type<TemplateTask[]>().notNull().default([]),
    isActive: boolean("is_active").notNull().default(true),
    version: integer("version").notNull().default(1),
    createdBy: integer("created_by")
      .notNull()
      .references(() => users.id),
    ...timestamps(),
  },
  (t) => [
    unique("case_templates_organization_id_name_key").on(t.organizationId, t.name),
    index("case_templates_created_by_idx").on(t.createdBy),
    check("case_templates_priority_check", sql`${t.priority} in ('low', 'medium', 'high', 'critical')`),
    check("case_templates_tasks_check", sql`jsonb_typeof(${t.tasks}) = 'array'`),
    ...agencyPolicies(),
  ],
);
