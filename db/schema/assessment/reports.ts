import { foreignKey, index, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";
import { createdAt, id, organizationId, tenantPolicies } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { products } from "./products";
import { snapshots } from "./snapshots";

/**
 * A report as it was made: its whole content, which never changes, and the SHA-256 of it. What it looks like is said anew
 * each time it is opened.
 */
export const reports = pgTable(
  "reports",
  {
    id: id(),
    organizationId: organizationId(),
    productId: integer("product_id").notNull(),
    snapshotId: integer("snapshot_id").notNull(),
    title: text("title").notNull(),
    sections: jsonb("sections").$type<string[]>().notNull(),
    content: jsonb("content").$type<Record<string, unknown>>().notNull(),
    contentHash: text("content_hash").notNull(),
    madeBy: integer("made_by")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
  },
  (t) => [
    unique("reports_organization_id_id_key").on(t.organizationId, t.id),
    foreignKey({
      name: "reports_product_fk",
      columns: [t.organizationId, t.productId],
      foreignColumns: [products.organizationId, products.id],
    }),
    foreignKey({
      name: "reports_snapshot_fk",
      columns: [t.organizationId, t.snapshotId],
      foreignColumns: [snapshots.organizationId, snapshots.id],
    }),
    index("reports_product_idx").on(t.organizationId, t.productId, t.id),
    index("reports_snapshot_idx").on(t.organizationId, t.snapshotId),
    index("reports_made_by_idx").on(t.madeBy),
    index("reports_content_hash_idx").on(t.contentHash),
    ...tenantPolicies(),
  ],
);
