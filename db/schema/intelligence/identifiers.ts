import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { agencyPolicies, createdAt, id, moment, organizationId } from "@/db/columns";
import { users } from "@/db/schema/identity/users";

export const identifierKinds = [
  "email",
  "phone",
  "ip",
  "domain",
  "url",
  "hash",
  "wallet",
  "iban",
  "handle",
  "name",
  "organization",
  "location",
] as const;
export type IdentifierKind = (typeof identifierKinds)[number];

/** Something that points at somebody or something, once, however often and however it was written. */
export const identifiers = pgTable(
  "identifiers",
  {
    id: id(),
    organizationId: organizationId(),
    kind: text("kind", { enum: identifierKinds }).notNull(),
    /** As it was written first. */
    value: text("value").notNull(),
    normalized: text("normalized").notNull(),
    /** What the kind leaves open: a wallet's currency, a hash's algorithm. */
    detail: text("detail").notNull().default(""),
    /** Whether its checksum holds, where it has one. */
    isValid: boolean("is_valid").notNull().default(true),
    verifiedBy: integer("verified_by").references(() => users.id),
    verifiedAt: moment("verified_at"),
    /** Why it is held to be right, by who verified it. */
    verificationNote: text("verification_note").notNull().default(""),
    firstSeen: moment("first_seen"),
    lastSeen: moment("last_seen"),
    occurrences: integer("occurrences").notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    unique("identifiers_organization_id_id_key").on(t.organizationId, t.id),
    unique("identifiers_normalized_key").on(t.organizationId, t.kind, t.normalized),
    index("identifiers_kind_idx").on(t.organizationId, t.kind, t.id.desc()),
    // Found by how it begins, whatever the locale; by the host of a link or an address.
    index("identifiers_value_idx").on(t.organizationId, t.normalized.op("text_pattern_ops"), t.id),
    index("identifiers_detail_idx")
      .on(t.organizationId, t.detail.op("text_pattern_ops"), t.id)
      .where(sql`detail <> ''`),
    index("identifiers_newest_idx").on(t.organizationId, t.id.desc()),
    index("identifiers_verified_by_idx").on(t.verifiedBy),
    check(
      "identifiers_kind_check",
      sql`${t.kind} in ('email', 'phone', 'ip', 'domain', 'url', 'hash', 'wallet', 'iban', 'handle', 'name', 'organization', 'location')`,
    ),
    check("identifiers_verified_check", sql`(${t.verifiedBy} is null) = (${t.verifiedAt} is null)`),
    check("identifiers_length_check", sql`length(${t.normalized}) between 1 and 2000`),
    ...agencyPolicies(),
  ],
);
