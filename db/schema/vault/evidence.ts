import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { createdAt, id, organizationId, tenantPolicies, tsvector } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { dataKeys } from "./data-keys";

/** A stored file. Its bytes stand outside the database, per tenant by SHA-256, encrypted. */
export const evidence = pgTable(
  "evidence",
  {
    id: id(),
    organizationId: organizationId(),
    sha256: text("sha256").notNull(),
    filename: text("filename").notNull(),
    mediaType: text("media_type").notNull(),
    size: bigint("size", { mode: "number" }).notNull(),
    dataKeyId: integer("data_key_id")
      .notNull()
      .references(() => dataKeys.id),
    uploadedBy: integer("uploaded_by")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
    search: tsvector("search").generatedAlwaysAs(sql`to_tsvector('simple', filename)`),
  },
  (t) => [
    unique("evidence_organization_id_id_key").on(t.organizationId, t.id),
    index("evidence_organization_id_sha256_idx").on(t.organizationId, t.sha256),
    index("evidence_uploaded_by_idx").on(t.uploadedBy),
    index("evidence_data_key_id_idx").on(t.dataKeyId),
    index("evidence_search_idx").using("gin", t.search),
    check("evidence_sha256_check", sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
    check("evidence_size_check", sql`${t.size} >= 0`),
    ...tenantPolicies(),
  ],
);
