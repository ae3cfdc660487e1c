import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, real, text, unique } from "drizzle-orm/pg-core";
import { id, organizationId, tenantPolicies } from "@/db/columns";
import { products } from "./products";

/**
 * Where a product wants to be, 0 to 5, in a section or (with `dimension`) a dimension of it, where that is not the
 * product's `target_level`. Changed together, under the product's version.
 */
export const targets = pgTable(
  "targets",
  {
    id: id(),
    organizationId: organizationId(),
    productId: integer("product_id").notNull(),
    section: text("section").notNull(),
    /** Empty for the section as a whole. */
    dimension: text("dimension").notNull().default(""),
    level: real("level").notNull(),
  },
  (t) => [
    unique("targets_product_id_section_dimension_key").on(t.productId, t.section, t.dimension),
    foreignKey({
      name: "targets_product_fk",
      columns: [t.organizationId, t.productId],
      foreignColumns: [products.organizationId, products.id],
    }),
    index("targets_product_idx").on(t.organizationId, t.productId),
    check("targets_level_check", sql`${t.level} between 0 and 5`),
    ...tenantPolicies(),
  ],
);
