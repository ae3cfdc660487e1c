import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { casePolicies, createdAt, id, moment, organizationId } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { cases } from "./cases";
import { content } from "./content";
import { exhibits } from "./exhibits";

const caseEventCategories = ["evidence", "work"] as const;

/**
 * What happened, and when: `evidence` in the world the case is about (a post, an arrest, a hand that an exhibit went through),
 * `work` in the case itself. Written once; a mistake gets an entry that says so.
 */
export const caseEvents = pgTable(
  "case_events",
  {
    id: id(),
    organizationId: organizationId(),
    caseId: integer("case_id").notNull(),
    category: text("category", { enum: caseEventCategories }).notNull(),
    /** In a word: `note`, `content_posted`, `custody`, `status_changed` … */
    kind: text("kind").notNull(),
    /** When it happened, which is not when it was written down. */
    happenedAt: moment("happened_at").notNull(),
    title: text("title").notNull(),
    detail: text("detail").notNull().default(""),
    contentId: bigint("content_id", { mode: "number" }),
    exhibitId: integer("exhibit_id"),
    details: jsonb("details").$type<Record<string, unknown>>(),
    createdBy: integer("created_by")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      name: "case_events_case_fk",
      columns: [t.organizationId, t.caseId],
      foreignColumns: [cases.organizationId, cases.id],
    }),
    foreignKey({
      name: "case_events_content_fk",
      columns: [t.organizationId, t.contentId],
      foreignColumns: [content.organizationId, content.id],
    }),
    foreignKey({
      name: "case_events_exhibit_fk",
      columns: [t.organizationId, t.exhibitId],
      foreignColumns: [exhibits.organizationId, exhibits.id],
    }),
    index("case_events_timeline_idx").on(t.organizationId, t.caseId, t.happenedAt.desc(), t.id.desc()),
    index("case_events_content_idx").on(t.organizationId, t.contentId),
    index("case_events_exhibit_idx").on(t.organizationId, t.exhibitId),
    index("case_events_created_by_idx").on(t.createdBy),
    check("case_events_category_check", sql`${t.category} in ('evidence', 'work')`),
    ...casePolicies(),
  ],
);
