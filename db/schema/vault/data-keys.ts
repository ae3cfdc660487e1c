import { sql } from "drizzle-orm";
import { index, pgPolicy, pgTable, text, unique } from "drizzle-orm/pg-core";
import { appRole, bytea, createdAt, id, moment, organizationId, tenantPolicies } from "@/db/columns";

/** A tenant's data key, wrapped by a key of the ring outside the database. */
export const dataKeys = pgTable(
  "data_keys",
  {
    id: id(),
    organizationId: organizationId(),
    ringKeyId: text("ring_key_id").notNull(),
    wrappedKey: bytea("wrapped_key").notNull(),
    createdAt: createdAt(),
    retiredAt: moment("retired_at"),
  },
  (t) => [
    index("data_keys_organization_id_idx").on(t.organizationId, t.id),
    unique("data_keys_organization_id_id_key").on(t.organizationId, t.id),
    ...tenantPolicies(),
    pgPolicy("agency_read", { for: "select", to: appRole, using: sql`organization_id = (select app.agency())` }),
    pgPolicy("agency_add", { for: "insert", to: appRole, withCheck: sql`organization_id = (select app.agency())` }),
  ],
);
