import { foreignKey, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { casePolicies, createdAt, id, organizationId } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { cases } from "./cases";
import { identifiers } from "./identifiers";

/** That a case is about an identifier, in the eyes of whoever added it. */
export const identifierCaseLinks = pgTable(
  "identifier_case_links",
  {
    id: id(),
    organizationId: organizationId(),
    caseId: integer("case_id").notNull(),
    identifierId: integer("identifier_id").notNull(),
    /** What it is to the case: "suspect", "witness", "key exhibit" … */
    relevance: text("relevance").notNull().default(""),
    note: text("note").notNull().default(""),
    addedBy: integer("added_by")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
  },
  (t) => [
    unique("identifier_case_links_key").on(t.organizationId, t.caseId, t.identifierId),
    foreignKey({
      name: "identifier_case_links_case_fk",
      columns: [t.organizationId, t.caseId],
      foreignColumns: [cases.organizationId, cases.id],
    }),
    foreignKey({
      name: "identifier_case_links_identifier_fk",
      columns: [t.organizationId, t.identifierId],
      foreignColumns: [identifiers.organizationId, identifiers.id],
    }),
    index("identifier_case_links_case_idx").on(t.organizationId, t.caseId),
    index("identifier_case_links_identifier_idx").on(t.organizationId, t.identifierId),
    index("identifier_case_links_added_by_idx").on(t.addedBy),
    ...casePolicies(),
  ],
);
