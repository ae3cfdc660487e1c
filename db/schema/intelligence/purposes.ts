import { foreignKey, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, id, moment, organizationId, ownerPolicies } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { cases } from "./cases";

/** Why somebody looks at what the workspace holds, said before looking; every look names it in the audit trail. */
export const purposes = pgTable(
  "purposes",
  {
    id: id(),
    organizationId: organizationId(),
    userId: integer("user_id").notNull(),
    purpose: text("purpose").notNull(),
    /** The warrant, order or mandate it stands on. */
    authority: text("authority").notNull().default(""),
    caseId: integer("case_id"),
    createdAt: createdAt(),
    expiresAt: moment("expires_at").notNull(),
    endedAt: moment("ended_at"),
  },
  (t) => [
    foreignKey({
      name: "purposes_user_fk",
      columns: [t.organizationId, t.userId],
      foreignColumns: [users.organizationId, users.id],
    }),
    foreignKey({
      name: "purposes_case_fk",
      columns: [t.organizationId, t.caseId],
      foreignColumns: [cases.organizationId, cases.id],
    }),
    index("purposes_user_idx").on(t.organizationId, t.userId, t.id),
    index("purposes_case_idx").on(t.organizationId, t.caseId),
    ...ownerPolicies(),
  ],
);
