import { index, pgTable, text, unique } from "drizzle-orm/pg-core";
import { bytea, createdAt, id, moment, organizationId, tenantPolicies } from "@/db/columns";

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
  ],
);
