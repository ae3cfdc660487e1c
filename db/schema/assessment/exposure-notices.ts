import { sql } from "drizzle-orm";
import { check, date, foreignKey, index, integer, pgPolicy, pgTable, text, unique } from "drizzle-orm/pg-core";
import { appRole, createdAt, id, inReach, moment, organizationId, seesAll } from "@/db/columns";
import { organizationDomains } from "@/db/schema/identity/organization-domains";
import { exposureKinds, exposureMarkings } from "@/db/schema/intelligence/exposure-filings";
import { evidence } from "@/db/schema/vault/evidence";

/** What is marked strict stays inside the organization: its leads are of another. */
const readable = sql`${seesAll} or (${inReach()} and (marking <> 'TLP:AMBER+STRICT' or organization_id = (select app.home_organization_id())))`;

/**
 * That an agency verified an exposed credential or system at a domain of the organization's. This is all that crosses from
 * an agency to a tenant: a reference to ask by, a kind, a marking, a day, whose word it is. Never what was found, nor where.
 * Only `app.file_exposure` and `app.withdraw_exposure` write it; `evidence_id` is the tenant's own.
 */
export const exposureNotices = pgTable(
  "exposure_notices",
  {
    id: id(),
    organizationId: organizationId(),
    /** Drawn at random, so that it tells nothing of how many others there are. */
    reference: text("reference").notNull(),
    domainId: integer("domain_id").notNull(),
    kind: text("kind", { enum: exposureKinds }).notNull(),
    marking: text("marking", { enum: exposureMarkings }).notNull(),
    /** The agency's name at that time. */
    agency: text("agency").notNull(),
    verifiedOn: date("verified_on").notNull(),
    createdAt: createdAt(),
    withdrawnAt: moment("withdrawn_at"),
    /** The document of the organization's library that says so, where it keeps one. The agency never learns of it. */
    evidenceId: integer("evidence_id"),
  },
  (t) => [
    unique("exposure_notices_reference_key").on(t.reference),
    foreignKey({
      name: "exposure_notices_domain_fk",
      columns: [t.organizationId, t.domainId],
      foreignColumns: [organizationDomains.organizationId, organizationDomains.id],
    }),
    foreignKey({
      name: "exposure_notices_evidence_fk",
      columns: [t.organizationId, t.evidenceId],
      foreignColumns: [evidence.organizationId, evidence.id],
    }),
    index("exposure_notices_domain_idx").on(t.organizationId, t.domainId),
    unique("exposure_notices_evidence_key").on(t.organizationId, t.evidenceId),
    check("exposure_notices_kind_check", sql`${t.kind} in ('credential', 'system')`),
    check(
      "exposure_notices_marking_check",
      sql`${t.marking} in ('TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT')`,
    ),
    pgPolicy("tenant", { for: "all", to: appRole, using: readable, withCheck: readable }),
  ],
);
