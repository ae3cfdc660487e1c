import { bigint, foreignKey, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { casePolicies, createdAt, id, organizationId } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { cases } from "./cases";
import { content } from "./content";

/** That a case is about a message, in the eyes of whoever added it. */
export const contentCaseLinks = pgTable(
  "content_case_links",
  {
    id: id(),
    organizationId: organizationId(),
    caseId: integer("case_id").notNull(),
    contentId: bigint("content_id", { mode: "number" }).notNull(),
    /** What it is to the case: "suspect", "witness", "key exhibit" … */
    relevance: text("relevance").notNull().default(""),
    note: text("note").notNull().default(""),
    addedBy: integer("added_by")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
  },
  (t) => [
    unique("content_case_links_key").on(t.organizationId, t.caseId, t.contentId),
    foreignKey({
      name: "content_case_links_case_fk",
      columns: [t.organizationId, t.caseId],
      foreignColumns: [cases.organizationId, cases.id],
    }),
    foreignKey({
      name: "content_case_links_content_fk",
      columns: [t.organizationId, t.contentId],
      foreignColumns: [content.organizationId, content.id],
    }),
    index("content_case_links_case_idx").on(t.organizationId, t.caseId),
    index("content_case_links_content_idx").on(t.organizationId, t.contentId),
    index("content_case_links_added_by_idx").on(t.addedBy),
    ...casePolicies(),
  ],
);
