import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, id, moment, superuserPolicies } from "@/db/columns";
import { organizations } from "@/db/schema/identity/organizations";
import { users } from "@/db/schema/identity/users";

/**
 * What must be kept, because a court or an authority may ask for it: of an organization, or of everybody. While one stands
 * nothing of it is archived or erased.
 */
export const legalHolds = pgTable(
  "legal_holds",
  {
    id: id(),
    /** Null: everything. */
    organizationId: integer("organization_id").references(() => organizations.id),
    reason: text("reason").notNull(),
    setBy: integer("set_by").references(() => users.id),
    createdAt: createdAt(),
    liftedBy: integer("lifted_by").references(() => users.id),
    liftedAt: moment("lifted_at"),
    liftedReason: text("lifted_reason"),
  },
  (t) => [
    index("legal_holds_organization_id_idx").on(t.organizationId),
    index("legal_holds_set_by_idx").on(t.setBy),
    index("legal_holds_lifted_by_idx").on(t.liftedBy),
    // One at a time of the same: a second would say nothing more, and lifting one would leave the other unseen.
    uniqueIndex("legal_holds_standing_key")
      .on(sql`coalesce(${t.organizationId}, 0)`)
      .where(sql`${t.liftedAt} is null`),
    check("legal_holds_lifted_check", sql`(${t.liftedAt} is null) = (${t.liftedReason} is null)`),
    ...superuserPolicies(),
  ],
);
