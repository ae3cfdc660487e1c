import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { bytea, id, organizationId, superuserPolicies, timestamps } from "@/db/columns";
import { dataKeys } from "@/db/schema/vault/data-keys";

export const ssoRoles = ["client", "lead"] as const;
/** What a provider's word can make of somebody: never more. */
export type SsoRole = (typeof ssoRoles)[number];

/**
 * The OpenID Connect provider of an organization. Its secret comes here sealed under the organization's data key; the
 * server's role writes it but reads it back through `app.find_sso` alone.
 */
export const ssoProviders = pgTable(
  "sso_providers",
  {
    id: id(),
    organizationId: organizationId().unique(),
    /** What the organization is called in addresses. */
    slug: text("slug").notNull().unique(),
    issuer: text("issuer").notNull(),
    clientId: text("client_id").notNull(),
    dataKeyId: integer("data_key_id").notNull(),
    clientSecret: bytea("client_secret").notNull(),
    /** The claim that says what somebody is; '': roles are given here. */
    roleClaim: text("role_claim").notNull().default(""),
    clientValues: text("client_values").array().notNull().default([]),
    leadValues: text("lead_values").array().notNull().default([]),
    /** The role of those whose claim says none of them; null: they do not come in. */
    fallbackRole: text("fallback_role", { enum: ssoRoles }),
    /** Makes an account for who has none. */
    justInTime: boolean("just_in_time").notNull().default(false),
    /** Clients and leads of the organization come in this way alone. */
    isOnly: boolean("is_only").notNull().default(false),
    /** Values of `amr` or `acr` that count as a second factor. */
    factorValues: text("factor_values").array().notNull().default([]),
    isEnabled: boolean("is_enabled").notNull().default(true),
    version: integer("version").notNull().default(1),
    ...timestamps(),
  },
  (t) => [
    foreignKey({
      name: "sso_providers_data_key_fk",
      columns: [t.organizationId, t.dataKeyId],
      foreignColumns: [dataKeys.organizationId, dataKeys.id],
    }),
    index("sso_providers_data_key_idx").on(t.organizationId, t.dataKeyId),
    check("sso_providers_fallback_role_check", sql`${t.fallbackRole} in ('client', 'lead')`),
    ...superuserPolicies(),
  ],
);

/** Mail domains of an organization: who has an address in one may come in by its provider. */
export const ssoDomains = pgTable(
  "sso_domains",
  {
    id: id(),
    organizationId: organizationId(),
    domain: text("domain").notNull(),
  },
  (t) => [
    unique("sso_domains_domain_key").on(t.domain),
    index("sso_domains_organization_id_idx").on(t.organizationId),
    ...superuserPolicies(),
  ],
);
