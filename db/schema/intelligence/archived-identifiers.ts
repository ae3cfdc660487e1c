import { foreignKey, index, integer, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { agencyPolicies, organizationId } from "@/db/columns";
import { contentArchives } from "./content-archives";
import { identifiers } from "./identifiers";

/** An identifier that occurs in messages of an archive: it stays, for when they are back. */
export const archivedIdentifiers = pgTable(
  "archived_identifiers",
  {
    organizationId: organizationId(),
    archiveId: integer("archive_id").notNull(),
    identifierId: integer("identifier_id").notNull(),
  },
  (t) => [
    primaryKey({ name: "archived_identifiers_pkey", columns: [t.organizationId, t.archiveId, t.identifierId] }),
    foreignKey({
      name: "archived_identifiers_archive_fk",
      columns: [t.organizationId, t.archiveId],
      foreignColumns: [contentArchives.organizationId, contentArchives.id],
    }),
    foreignKey({
      name: "archived_identifiers_identifier_fk",
      columns: [t.organizationId, t.identifierId],
      foreignColumns: [identifiers.organizationId, identifiers.id],
    }),
    index("archived_identifiers_identifier_idx").on(t.organizationId, t.identifierId),
    ...agencyPolicies(),
  ],
);
