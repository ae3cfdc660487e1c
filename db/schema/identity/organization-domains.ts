import { sql } from "drizzle-orm";
import { check, index, integer, pgPolicy, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { appRole, createdAt, id, inReach, moment, organizationId, seesAll } from "@/db/columns";
import { users } from "@/db/schema/identity/users";

/**
 * Domains of which a superuser has verified that they are an organization's, and how. What analysts verify at one, or
 * below it, can be told to it. A domain that is given up stays as a row, since notices refer to it.
 */
export const organizationDomains = pgTable(
  "organization_domains",
  {
    id: id(),
    organizationId: organizationId(),
    /** Lower case, ASCII, without "www.". */
    domain: text("domain").notNull(),
    /** How it is known to be theirs. */
    verification: text("verification").notNull(),
    verifiedBy: integer("verified_by")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
    removedAt: moment("removed_at"),
  },
  (t) => [
    unique("organization_domains_organization_id_id_key").on(t.organizationId, t.id),
    uniqueIndex("organization_domains_domain_key")
      .on(t.domain)
      .where(sql`removed_at is null`),
    index("organization_domains_organization_idx").on(t.organizationId),
    index("organization_domains_verified_by_idx").on(t.verifiedBy),
    check("organization_domains_domain_check", sql`${t.domain} ~ '^([a-z0-9-]+[.])+[a-z0-9-]+$'`),
    pgPolicy("tenant_read", { for: "select", to: appRole, using: sql`${seesAll} or ${inReach()}` }),
    pgPolicy("write", { for: "all", to: appRole, using: seesAll, withCheck: seesAll }),
  ],
);
