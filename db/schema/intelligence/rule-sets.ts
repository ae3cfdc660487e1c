import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";
import { agencyPolicies, createdAt, id, organizationId } from "@/db/columns";
import { users } from "@/db/schema/identity/users";

/** All active rules as they stood at a moment, for good: a detection says by which of these it was made. */
export const ruleSets = pgTable(
  "rule_sets",
  {
    id: id(),
    organizationId: organizationId(),
    number: integer("number").notNull(),
    sha256: text("sha256").notNull(),
    rules: jsonb("rules").$type<Record<string, unknown>[]>().notNull(),
    createdBy: integer("created_by").references(() => users.id),
    createdAt: createdAt(),
  },
  (t) => [
    unique("rule_sets_organization_id_id_key").on(t.organizationId, t.id),
    unique("rule_sets_number_key").on(t.organizationId, t.number),
    index("rule_sets_created_by_idx").on(t.createdBy),
    check("rule_sets_sha256_check", sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
    ...agencyPolicies(),
  ],
);
