import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { agencyPolicies, createdAt, id, organizationId } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { subjects } from "./subjects";

/** Every time a person flagged a subject or took the flag away, and why. The last one is how the subject stands. */
export const subjectFlags = pgTable(
  "subject_flags",
  {
    id: id(),
    organizationId: organizationId(),
    subjectId: integer("subject_id").notNull(),
    isFlagged: boolean("is_flagged").notNull(),
    reason: text("reason").notNull(),
    decidedBy: integer("decided_by")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      name: "subject_flags_subject_fk",
      columns: [t.organizationId, t.subjectId],
      foreignColumns: [subjects.organizationId, subjects.id],
    }),
    index("subject_flags_subject_idx").on(t.organizationId, t.subjectId, t.id.desc()),
    index("subject_flags_decided_by_idx").on(t.decidedBy),
    check("subject_flags_reason_check", sql`${t.reason} <> ''`),
    ...agencyPolicies(),
  ],
);
