import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { id, moment, organizationId, tenantPolicies } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { products } from "./products";

/**
 * One pass through a product's questionnaire over its live answers. A product begins with round 1 (a trigger makes it) and
 * has at most one open round; `products.round` is the newest. Whoever acted is null where it was not a person.
 */
export const rounds = pgTable(
  "rounds",
  {
    id: id(),
    organizationId: organizationId(),
    productId: integer("product_id").notNull(),
    number: integer("number").notNull(),
    name: text("name").notNull().default(""),
    startedAt: moment("started_at").notNull().defaultNow(),
    startedBy: integer("started_by").references(() => users.id),
    closedAt: moment("closed_at"),
    closedBy: integer("closed_by").references(() => users.id),
  },
  (t) => [
    unique("rounds_organization_id_product_id_number_key").on(t.organizationId, t.productId, t.number),
    uniqueIndex("rounds_open_key")
      .on(t.productId)
      .where(sql`${t.closedAt} is null`),
    foreignKey({
      name: "rounds_product_fk",
      columns: [t.organizationId, t.productId],
      foreignColumns: [products.organizationId, products.id],
    }),
    index("rounds_started_by_idx").on(t.startedBy),
    index("rounds_closed_by_idx").on(t.closedBy),
    check("rounds_number_check", sql`${t.number} > 0`),
    ...tenantPolicies(),
  ],
);
