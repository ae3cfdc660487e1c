import { boolean, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { agencyPolicies, id, organizationId, timestamps } from "@/db/columns";
import { users } from "@/db/schema/identity/users";

/** Rules that belong together. */
export const watchlists = pgTable(
  "watchlists",
  {
    id: id(),
    organizationId: organizationId(),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    isActive: boolean("is_active").notNull().default(true),
    createdBy: integer("created_by").references(() => users.id),
    ...timestamps(),
  },
  (t) => [
    unique("watchlists_organization_id_id_key").on(t.organizationId, t.id),
    unique("watchlists_name_key").on(t.organizationId, t.name),
    index("watchlists_created_by_idx").on(t.createdBy),
    ...agencyPolicies(),
  ],
);
