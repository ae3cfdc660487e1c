import { sql } from "drizzle-orm";
import {
  check,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  smallint,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { id, moment, organizationId, tenantPolicies, timestamps } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { products } from "./products";

export const actionStatuses = ["open", "in_progress", "done", "dropped"] as const;
export type ActionStatus = (typeof actionStatuses)[number];

/** What will be done about findings of a product, by whom, by when. `position` orders a column of the board. */
export const actions = pgTable(
  "actions",
  {
    id: id(),
    organizationId: organizationId(),
    productId: integer("product_id").notNull(),
    title: text("title").notNull(),
    description: text("description").notNull().default(""),
    ownerId: integer("owner_id"),
    dueOn: date("due_on", { mode: "string" }),
    status: text("status", { enum: actionStatuses }).notNull().default("open"),
    effort: smallint("effort"),
    position: doublePrecision("position").notNull(),
    version: integer("version").notNull().default(1),
    createdBy: integer("created_by")
      .notNull()
      .references(() => users.id),
    completedAt: moment("completed_at"),
    ...timestamps(),
  },
  (t) => [
    unique("actions_organization_id_id_key").on(t.organizationId, t.id),
    foreignKey({
      name: "actions_product_fk",
      columns: [t.organizationId, t.productId],
      foreignColumns: [products.organizationId, products.id],
    }),
    // Clients own actions, so the owner belongs to the product's organization; whoever proposed it may not.
    foreignKey({
      name: "actions_owner_fk",
      columns: [t.organizationId, t.ownerId],
      foreignColumns: [users.organizationId, users.id],
    }),
    index("actions_product_idx").on(t.organizationId, t.productId, t.status, t.position),
    index("actions_owner_idx").on(t.organizationId, t.ownerId),
    index("actions_due_idx").on(t.organizationId, t.dueOn, t.id),
    index("actions_created_by_idx").on(t.createdBy),
    check("actions_status_check", sql`${t.status} in ('open', 'in_progress', 'done', 'dropped')`),
    check("actions_effort_check", sql`${t.effort} between 1 and 5`),
    check("actions_completed_check", sql`(${t.status} = 'done') = (${t.completedAt} is not null)`),
    ...tenantPolicies(),
  ],
);
