import { foreignKey, index, integer, pgTable, unique } from "drizzle-orm/pg-core";
import { createdAt, id, organizationId, tenantPolicies } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { products } from "./products";

/** A further member of a product, who writes into the owner's answer set. */
export const productMembers = pgTable(
  "product_members",
  {
    id: id(),
    organizationId: organizationId(),
    productId: integer("product_id").notNull(),
    userId: integer("user_id").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique("product_members_product_id_user_id_key").on(t.productId, t.userId),
    foreignKey({
      name: "product_members_product_fk",
      columns: [t.organizationId, t.productId],
      foreignColumns: [products.organizationId, products.id],
    }),
    foreignKey({
      name: "product_members_user_fk",
      columns: [t.organizationId, t.userId],
      foreignColumns: [users.organizationId, users.id],
    }),
    index("product_members_product_idx").on(t.organizationId, t.productId),
    index("product_members_user_idx").on(t.organizationId, t.userId),
    ...tenantPolicies(),
  ],
);
