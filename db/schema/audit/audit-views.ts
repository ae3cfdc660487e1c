import { integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { createdAt, id, ownerPolicies } from "@/db/columns";
import { users } from "@/db/schema/identity/users";

/** Filters of the audit trail that a superuser comes back to, by a name. */
export const auditViews = pgTable(
  "audit_views",
  {
    id: id(),
    userId: integer("user_id")
      .notNull()
      .references(() => users.id),
    name: text("name").notNull(),
    /** As the address spells them. */
    filters: text("filters").notNull(),
    createdAt: createdAt(),
  },
  (t) => [unique("audit_views_user_id_name_key").on(t.userId, t.name), ...ownerPolicies()],
);
