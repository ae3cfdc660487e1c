import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { agencyPolicies, id, moment, organizationId } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { dataKeys } from "@/db/schema/vault/data-keys";
import { sources } from "./sources";

/**
 * Old messages of a source, with what was found in them, in one file of the vault. Until they are restored or disposed of
 * they stand nowhere else, and `archived_content` has a line for each. Whoever acted is null where it was not a person.
 */
export const contentArchives = pgTable(
  "content_archives",
  {
    id: id(),
    organizationId: organizationId(),
    sourceId: integer("source_id").notNull(),
    /** When the first and the last were posted, or brought in where that is not known. */
    since: moment("since").notNull(),
    until: moment("until").notNull(),
    messages: integer("messages").notNull(),
    detections: integer("detections").notNull(),
    occurrences: integer("occurrences").notNull(),
    /** Of the file's plaintext; its name in the vault. */
    sha256: text("sha256").notNull(),
    size: bigint("size", { mode: "number" }).notNull(),
    /** Null once nothing stands in it any more: the file is left to the sweep. */
    dataKeyId: integer("data_key_id"),
    archivedAt: moment("archived_at").notNull().defaultNow(),
    archivedBy: integer("archived_by").references(() => users.id),
    /** When the file was last read from end to end, and what was wrong with it then; '': nothing. */
    verifiedAt: moment("verified_at").notNull().defaultNow(),
    damage: text("damage").notNull().default(""),
    restoredAt: moment("restored_at"),
    restoredBy: integer("restored_by").references(() => users.id),
    disposedAt: moment("disposed_at"),
  },
  (t) => [
    unique("content_archives_organization_id_id_key").on(t.organizationId, t.id),
    foreignKey({
      name: "content_archives_source_fk",
      columns: [t.organizationId, t.sourceId],
      foreignColumns: [sources.organizationId, sources.id],
    }),
    foreignKey({
      name: "content_archives_data_key_fk",
      columns: [t.organizationId, t.dataKeyId],
      foreignColumns: [dataKeys.organizationId, dataKeys.id],
    }),
    index("content_archives_source_idx").on(t.organizationId, t.sourceId, t.until),
    index("content_archives_data_key_idx").on(t.organizationId, t.dataKeyId),
    index("content_archives_sha256_idx").on(t.organizationId, t.sha256),
    index("content_archives_archived_by_idx").on(t.archivedBy),
    index("content_archives_restored_by_idx").on(t.restoredBy),
    check("content_archives_sha256_check", sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
    check("content_archives_size_check", sql`${t.size} > 0 and ${t.messages} > 0`),
    check(
      "content_archives_over_check",
      sql`(${t.dataKeyId} is null) = (${t.restoredAt} is not null or ${t.disposedAt} is not null) and (${t.restoredBy} is null or ${t.restoredAt} is not null)`,
    ),
    ...agencyPolicies(),
  ],
);
