import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, moment, organizationId, tenantPolicies } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { dataKeys } from "@/db/schema/vault/data-keys";
import { rounds } from "./rounds";

/**
 * The answers of a closed round's snapshots, but for the closing one's, in one file of the vault. While it is not restored,
 * those snapshots have none themselves, and the file is named by this row alone. Whoever acted is null where it was not a
 * person.
 */
export const roundArchives = pgTable(
  "round_archives",
  {
    id: id(),
    organizationId: organizationId(),
    productId: integer("product_id").notNull(),
    round: integer("round").notNull(),
    /** Of the file's plaintext; its name in the vault. */
    sha256: text("sha256").notNull(),
    size: bigint("size", { mode: "number" }).notNull(),
    /** Null once it is restored: the file is left to the sweep. */
    dataKeyId: integer("data_key_id"),
    snapshots: integer("snapshots").notNull(),
    /** By snapshot the SHA-256 of its answers, as the database writes them: nothing else takes their place again. */
    contents: jsonb("contents").$type<Record<string, string>>().notNull(),
    archivedAt: moment("archived_at").notNull().defaultNow(),
    archivedBy: integer("archived_by").references(() => users.id),
    restoredAt: moment("restored_at"),
    restoredBy: integer("restored_by").references(() => users.id),
  },
  (t) => [
    uniqueIndex("round_archives_current_key")
      .on(t.organizationId, t.productId, t.round)
      .where(sql`${t.restoredAt} is null`),
    foreignKey({
      name: "round_archives_round_fk",
      columns: [t.organizationId, t.productId, t.round],
      foreignColumns: [rounds.organizationId, rounds.productId, rounds.number],
    }),
    foreignKey({
      name: "round_archives_data_key_fk",
      columns: [t.organizationId, t.dataKeyId],
      foreignColumns: [dataKeys.organizationId, dataKeys.id],
    }),
    index("round_archives_round_idx").on(t.organizationId, t.productId, t.round),
    index("round_archives_data_key_idx").on(t.organizationId, t.dataKeyId),
    index("round_archives_sha256_idx").on(t.organizationId, t.sha256),
    index("round_archives_archived_by_idx").on(t.archivedBy),
    index("round_archives_restored_by_idx").on(t.restoredBy),
    check("round_archives_sha256_check", sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
    check("round_archives_size_check", sql`${t.size} > 0 and ${t.snapshots} > 0`),
    check(
      "round_archives_restored_check",
      sql`(${t.dataKeyId} is null) = (${t.restoredAt} is not null) and (${t.restoredBy} is null or ${t.restoredAt} is not null)`,
    ),
    ...tenantPolicies(),
  ],
);
