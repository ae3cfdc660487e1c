import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { agencyPolicies, organizationId } from "@/db/columns";
import { contentArchives } from "./content-archives";
import { imports } from "./imports";
import { sources } from "./sources";
import { subjects } from "./subjects";

/** A message that stands in an archive: enough to know it again, and to keep what it will point to once it is back. */
export const archivedContent = pgTable(
  "archived_content",
  {
    /** The message's own id, as it was and will be. */
    contentId: bigint("content_id", { mode: "number" }).primaryKey(),
    organizationId: organizationId(),
    archiveId: integer("archive_id").notNull(),
    sourceId: integer("source_id").notNull(),
    platformContentId: text("platform_content_id").notNull(),
    subjectId: integer("subject_id"),
    importId: integer("import_id"),
    /** SHA-256 of the message with its detections and occurrences, as the database writes them: nothing else comes back. */
    digest: text("digest").notNull(),
  },
  (t) => [
    unique("archived_content_platform_content_id_key").on(t.organizationId, t.sourceId, t.platformContentId),
    foreignKey({
      name: "archived_content_archive_fk",
      columns: [t.organizationId, t.archiveId],
      foreignColumns: [contentArchives.organizationId, contentArchives.id],
    }),
    foreignKey({
      name: "archived_content_source_fk",
      columns: [t.organizationId, t.sourceId],
      foreignColumns: [sources.organizationId, sources.id],
    }),
    foreignKey({
      name: "archived_content_subject_fk",
      columns: [t.organizationId, t.subjectId],
      foreignColumns: [subjects.organizationId, subjects.id],
    }),
    foreignKey({
      name: "archived_content_import_fk",
      columns: [t.organizationId, t.importId],
      foreignColumns: [imports.organizationId, imports.id],
    }),
    index("archived_content_archive_idx").on(t.organizationId, t.archiveId),
    index("archived_content_subject_idx").on(t.organizationId, t.subjectId),
    index("archived_content_import_idx").on(t.organizationId, t.importId),
    check("archived_content_digest_check", sql`${t.digest} ~ '^[0-9a-f]{64}$'`),
    ...agencyPolicies(),
  ],
);
