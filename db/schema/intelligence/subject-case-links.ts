import { foreignKey, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { casePolicies, createdAt, id, organizationId } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { cases } from "./cases";
import { subjects } from "./subjects";

/** That a case is about a subject, in the eyes of whoever added it. */
export const subjectCaseLinks = pgTable(
  "subject_case_links",
  {
    id: id(),
    organizationId: organizationId(),
    caseId: integer("case_id").notNull(),
    subjectId: integer("subject_id").notNull(),
    /** What it is to the case: "suspect", "witness", "key exhibit" … */
    relevance: text("relevance").notNull().default(""),
    note: text("note").notNull().default(""),
    addedBy: integer("added_by")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
  },
  (t) => [
    unique("subject_case_links_key").on(t.organizationId, t.caseId, t.subjectId),
    foreignKey({
      name: "subject_case_links_case_fk",
      columns: [t.organizationId, t.caseId],
      foreignColumns: [cases.organizationId, cases.id],
    }),
    foreignKey({
      name: "subject_case_links_subject_fk",
      columns: [t.organizationId, t.subjectId],
      foreignColumns: [subjects.organizationId, subjects.id],
    }),
    index("subject_case_links_case_idx").on(t.organizationId, t.caseId),
    index("subject_case_links_subject_idx").on(t.organizationId, t.subjectId),
    index("subject_case_links_added_by_idx").on(t.addedBy),
    ...casePolicies(),
  ],
);
