import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { agencyPolicies, createdAt, id, moment, organizationId } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { identifiers } from "./identifiers";

export const exposureKinds = ["credential", "system"] as const;
export type ExposureKind = (typeof exposureKinds)[number];

/** What may be shown to all of an organization. TLP:RED is for people by name, so no organization can be its reader. */
export const exposureMarkings = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT"] as const;
export type ExposureMarking = (typeof exposureMarkings)[number];

/**
 * The agency's half of an exposure that was told to whose domain it is: which identifier, and who filed it. The other half
 * is a row of `exposure_notices`, in the other tenant, which shares the reference with it and nothing else. Only
 * `app.file_exposure` and `app.withdraw_exposure` write the two.
 */
export const exposureFilings = pgTable(
  "exposure_filings",
  {
    id: id(),
    organizationId: organizationId(),
    identifierId: integer("identifier_id").notNull(),
    reference: text("reference").notNull(),
    kind: text("kind", { enum: exposureKinds }).notNull(),
    marking: text("marking", { enum: exposureMarkings }).notNull(),
    /** That it was filed under: a part of the identifier. */
    domain: text("domain").notNull(),
    filedBy: integer("filed_by")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
    withdrawnBy: integer("withdrawn_by").references(() => users.id),
    withdrawnAt: moment("withdrawn_at"),
    /** Why, for the agency alone. */
    withdrawalReason: text("withdrawal_reason").notNull().default(""),
  },
  (t) => [
    unique("exposure_filings_reference_key").on(t.reference),
    foreignKey({
      name: "exposure_filings_identifier_fk",
      columns: [t.organizationId, t.identifierId],
      foreignColumns: [identifiers.organizationId, identifiers.id],
    }),
    index("exposure_filings_identifier_idx").on(t.organizationId, t.identifierId),
    // Told once while it stands.
    uniqueIndex("exposure_filings_standing_key")
      .on(t.organizationId, t.identifierId, t.kind)
      .where(sql`withdrawn_at is null`),
    index("exposure_filings_filed_by_idx").on(t.filedBy),
    index("exposure_filings_withdrawn_by_idx").on(t.withdrawnBy),
    check("exposure_filings_kind_check", sql`${t.kind} in ('credential', 'system')`),
    check(
      "exposure_filings_marking_check",
      sql`${t.marking} in ('TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT')`,
    ),
    check("exposure_filings_withdrawn_check", sql`(${t.withdrawnBy} is null) = (${t.withdrawnAt} is null)`),
    ...agencyPolicies(),
  ],
);
