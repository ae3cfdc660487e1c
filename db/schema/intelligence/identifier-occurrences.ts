import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, index, integer, pgTable, unique } from "drizzle-orm/pg-core";
import { agencyPolicies, createdAt, organizationId } from "@/db/columns";
import { bigId, content } from "./content";
import { identifiers } from "./identifiers";

/** Where an identifier stands in a message. Offsets count UTF-16 units; the end is outside. */
export const identifierOccurrences = pgTable(
  "identifier_occurrences",
  {
    id: bigId(),
    organizationId: organizationId(),
    identifierId: integer("identifier_id").notNull(),
    contentId: bigint("content_id", { mode: "number" }).notNull(),
    startOffset: integer("start_offset").notNull(),
    endOffset: integer("end_offset").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique("identifier_occurrences_place_key").on(t.organizationId, t.identifierId, t.contentId, t.startOffset),
    foreignKey({
      name: "identifier_occurrences_identifier_fk",
      columns: [t.organizationId, t.identifierId],
      foreignColumns: [identifiers.organizationId, identifiers.id],
    }),
    foreignKey({
      name: "identifier_occurrences_content_fk",
      columns: [t.organizationId, t.contentId],
      foreignColumns: [content.organizationId, content.id],
    }),
    index("identifier_occurrences_identifier_idx").on(t.organizationId, t.identifierId),
    index("identifier_occurrences_content_idx").on(t.organizationId, t.contentId),
    check("identifier_occurrences_offsets_check", sql`${t.startOffset} >= 0 and ${t.endOffset} > ${t.startOffset}`),
    ...agencyPolicies(),
  ],
);
