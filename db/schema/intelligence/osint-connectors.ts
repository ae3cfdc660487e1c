import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, index, integer, pgPolicy, pgTable, text, unique } from "drizzle-orm/pg-core";
import { appRole, bytea, id, organizationId, seesAll, timestamps } from "@/db/columns";
import { dataKeys } from "@/db/schema/vault/data-keys";

export const connectorKinds = ["spiderfoot", "intelowl", "opencti"] as const;
export type ConnectorKind = (typeof connectorKinds)[number];

/**
 * A service elsewhere that an agency's analysts may ask. Its credential is sealed under the agency's data key; superusers set
 * it up, analysts use it.
 */
export const osintConnectors = pgTable(
  "osint_connectors",
  {
    id: id(),
    organizationId: organizationId(),
    kind: text("kind", { enum: connectorKinds }).notNull(),
    name: text("name").notNull(),
    baseUrl: text("base_url").notNull(),
    credential: bytea("credential"),
    dataKeyId: integer("data_key_id"),
    /** Milliseconds that a whole search may take. */
    timeoutMs: integer("timeout_ms").notNull(),
    isEnabled: boolean("is_enabled").notNull().default(true),
    version: integer("version").notNull().default(1),
    ...timestamps(),
  },
  (t) => [
    unique("osint_connectors_name_key").on(t.organizationId, t.name),
    foreignKey({
      name: "osint_connectors_data_key_fk",
      columns: [t.organizationId, t.dataKeyId],
      foreignColumns: [dataKeys.organizationId, dataKeys.id],
    }),
    index("osint_connectors_data_key_idx").on(t.organizationId, t.dataKeyId),
    check("osint_connectors_kind_check", sql`${t.kind} in ('spiderfoot', 'intelowl', 'opencti')`),
    check("osint_connectors_sealed_check", sql`(${t.credential} is null) = (${t.dataKeyId} is null)`),
    check("osint_connectors_timeout_check", sql`${t.timeoutMs} between 1000 and 3600000`),
    pgPolicy("agency_read", { for: "select", to: appRole, using: sql`organization_id = (select app.agency())` }),
    pgPolicy("superuser", { for: "all", to: appRole, using: seesAll, withCheck: seesAll }),
  ],
);
