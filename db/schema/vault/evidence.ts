import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgPolicy,
  pgTable,
  text,
  unique,
} from "drizzle-orm/pg-core";
import {
  appRole,
  createdAt,
  id,
  inReach,
  isActor,
  isJob,
  moment,
  organizationId,
  seesAll,
  tsvector,
} from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { dataKeys } from "./data-keys";

export const workspaces = ["assessment", "intelligence"] as const;
export type Workspace = (typeof workspaces)[number];

/** Whether somebody uploaded it, or the system wrote it from what it knows itself. No upload can claim the second. */
export const evidenceOrigins = ["upload", "system"] as const;
export type EvidenceOrigin = (typeof evidenceOrigins)[number];

const assessed = sql`workspace = 'assessment' and (${seesAll} or ${inReach()})`;
/** Of the intelligence workspace to who uploaded it; what refers to it widens that by a policy of its own. */
const investigated = sql`workspace = 'intelligence' and (${isJob} or ${isActor("uploaded_by")} and (${seesAll} or organization_id = (select app.agency())))`;

/** The file of an import is read by whoever reaches the import. */
const imported = sql`workspace = 'intelligence' and exists (select from imports i where i.organization_id = evidence.organization_id and i.evidence_id = evidence.id)`;

/**
 * A stored file. Its bytes stand outside the database, per tenant by SHA-256, encrypted. A newer edition of a document
 * names the one it replaces and the first one; the old stays what answers and history refer to. `version` counts the
 * changes of what is written about the file.
 */
export const evidence = pgTable(
  "evidence",
  {
    id: id(),
    organizationId: organizationId(),
    sha256: text("sha256").notNull(),
    /** Which of the two it is of; neither shows the other's. */
    workspace: text("workspace", { enum: workspaces }).notNull().default("assessment"),
    origin: text("origin", { enum: evidenceOrigins }).notNull().default("upload"),
    filename: text("filename").notNull(),
    mediaType: text("media_type").notNull(),
    size: bigint("size", { mode: "number" }).notNull(),
    dataKeyId: integer("data_key_id")
      .notNull()
      .references(() => dataKeys.id),
    uploadedBy: integer("uploaded_by")
      .notNull()
      .references(() => users.id),
    title: text("title").notNull().default(""),
    description: text("description").notNull().default(""),
    /** The last day on which it proves anything; null: no end. */
    expiresOn: date("expires_on"),
    /** Uploaded for its own sake: it stays, also while no answer names it. */
    inLibrary: boolean("in_library").notNull().default(false),
    firstId: integer("first_id"),
    replacesId: integer("replaces_id"),
    /** All editions of a document share it: the id of the first. */
    documentId: integer("document_id")
      .notNull()
      .generatedAlwaysAs(sql`case when first_id is null then id else first_id end`),
    edition: integer("edition").notNull().default(1),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
    search: tsvector("search").generatedAlwaysAs(
      sql`to_tsvector('simple', translate(filename, '._-+()[]', '        ') || ' ' || title || ' ' || description)`,
    ),
  },
  (t) => [
    unique("evidence_organization_id_id_key").on(t.organizationId, t.id),
    // One newer edition at most, however many are uploaded at once.
    unique("evidence_organization_id_replaces_id_key").on(t.organizationId, t.replacesId),
    foreignKey({
      name: "evidence_replaces_fk",
      columns: [t.organizationId, t.replacesId],
      foreignColumns: [t.organizationId, t.id],
    }),
    foreignKey({
      name: "evidence_first_fk",
      columns: [t.organizationId, t.firstId],
      foreignColumns: [t.organizationId, t.id],
    }),
    index("evidence_first_idx").on(t.organizationId, t.firstId),
    index("evidence_document_idx").on(t.organizationId, t.documentId),
    index("evidence_expires_on_idx")
      .on(t.expiresOn)
      .where(sql`expires_on is not null`),
    index("evidence_organization_id_sha256_idx").on(t.organizationId, t.sha256),
    index("evidence_uploaded_by_idx").on(t.uploadedBy),
    index("evidence_data_key_id_idx").on(t.dataKeyId),
    index("evidence_search_idx").using("gin", t.search),
    check("evidence_sha256_check", sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
    check("evidence_size_check", sql`${t.size} >= 0`),
    check(
      "evidence_edition_check",
      sql`(${t.replacesId} is null) = (${t.firstId} is null) and (${t.replacesId} is null) = (${t.edition} = 1)`,
    ),
    check("evidence_origin_check", sql`${t.origin} in ('upload', 'system')`),
    check("evidence_workspace_check", sql`${t.workspace} in ('assessment', 'intelligence')`),
    pgPolicy("tenant", { for: "all", to: appRole, using: assessed, withCheck: assessed }),
    // An exhibit's file, to those who may see the exhibit.
    pgPolicy("exhibit_read", {
      for: "select",
      to: appRole,
      using: sql`workspace = 'intelligence' and exists (select from exhibits x where x.organization_id = evidence.organization_id and x.evidence_id = evidence.id)`,
    }),
    pgPolicy("imported", { for: "select", to: appRole, using: imported }),
    pgPolicy("intelligence", { for: "all", to: appRole, using: investigated, withCheck: investigated }),
  ],
);
