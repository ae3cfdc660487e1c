import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";
import { casePolicies, createdAt, id, organizationId } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { cases } from "./cases";

/** Whom an `@handle` in a message means, whatever that person's user name becomes later. */
export interface CaseMention {
  user_id: number;
  handle: string;
}

/** A note in a case's thread; `parentId` makes the thread. */
export const caseMessages = pgTable(
  "case_messages",
  {
    id: id(),
    organizationId: organizationId(),
    caseId: integer("case_id").notNull(),
    authorId: integer("author_id")
      .notNull()
      .references(() => users.id),
    parentId: integer("parent_id"),
    body: text("body").notNull(),
    mentions: jsonb("mentions").$type<CaseMention[]>().notNull().default([]),
    createdAt: createdAt(),
  },
  (t) => [
    unique("case_messages_organization_id_case_id_id_key").on(t.organizationId, t.caseId, t.id),
    foreignKey({
      name: "case_messages_case_fk",
      columns: [t.organizationId, t.caseId],
      foreignColumns: [cases.organizationId, cases.id],
    }),
    foreignKey({
      name: "case_messages_parent_fk",
      columns: [t.organizationId, t.caseId, t.parentId],
      foreignColumns: [t.organizationId, t.caseId, t.id],
    }),
    index("case_messages_case_idx").on(t.organizationId, t.caseId, t.id),
    index("case_messages_parent_idx").on(t.organizationId, t.caseId, t.parentId),
    index("case_messages_author_id_idx").on(t.authorId),
    check("case_messages_body_check", sql`length(${t.body}) > 0`),
    check("case_messages_mentions_check", sql`jsonb_typeof(${t.mentions}) = 'array'`),
    ...casePolicies(),
  ],
);
