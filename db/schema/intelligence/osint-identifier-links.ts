import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgPolicy, pgTable, real, text, unique } from "drizzle-orm/pg-core";
import { appRole, createdAt, id, organizationId, writtenByAgency } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { identifiers } from "./identifiers";
import { osintResults } from "./osint-results";

/** That the result of a search tells of an identifier, and how surely. Seen by who sees the result. */
export const osintIdentifierLinks = pgTable(
  "osint_identifier_links",
  {
    id: id(),
    organizationId: organizationId(),
    osintResultId: integer("osint_result_id").notNull(),
    identifierId: integer("identifier_id").notNull(),
    /** 0–1. */
    confidenceScore: real("confidence_score").notNull(),
    note: text("note").notNull().default(""),
    addedBy: integer("added_by")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
  },
  (t) => [
    unique("osint_identifier_links_key").on(t.organizationId, t.osintResultId, t.identifierId),
    foreignKey({
      name: "osint_identifier_links_result_fk",
      columns: [t.organizationId, t.osintResultId],
      foreignColumns: [osintResults.organizationId, osintResults.id],
    }),
    foreignKey({
      name: "osint_identifier_links_identifier_fk",
      columns: [t.organizationId, t.identifierId],
      foreignColumns: [identifiers.organizationId, identifiers.id],
    }),
    index("osint_identifier_links_result_idx").on(t.organizationId, t.osintResultId),
    index("osint_identifier_links_identifier_idx").on(t.organizationId, t.identifierId),
    index("osint_identifier_links_added_by_idx").on(t.addedBy),
    check("osint_identifier_links_confidence_check", sql`${t.confidenceScore} between 0 and 1`),
    // The sub-select is under the policies of the results.
    pgPolicy("result", {
      for: "all",
      to: appRole,
      using: sql`exists (select from osint_results r where r.organization_id = osint_identifier_links.organization_id and r.id = osint_result_id)`,
      withCheck: sql`exists (select from osint_results r where r.organization_id = osint_identifier_links.organization_id and r.id = osint_result_id)`,
    }),
    ...writtenByAgency(),
  ],
);
