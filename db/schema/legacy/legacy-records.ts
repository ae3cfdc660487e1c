import { bigint, integer, pgPolicy, pgTable, text, unique } from "drizzle-orm/pg-core";
import { appRole, bytea, createdAt, id, seesAll } from "@/db/columns";
import { legacyOrigins } from "./legacy-origins";

/**
 * What a row of the original system became here, so that it moves in once: its table, its key there, the SHA-256 of what
 * it said, and the id of the row it is now (none for what has no single row). No foreign key, since it is a memory.
 */
export const legacyRecords = pgTable(
  "legacy_records",
  {
    id: id(),
    originId: integer("origin_id")
      .notNull()
      .references(() => legacyOrigins.id),
    tableName: text("table_name").notNull(),
    legacyKey: text("legacy_key").notNull(),
    content: bytea("content").notNull(),
    recordId: bigint("record_id", { mode: "number" }),
    createdAt: createdAt(),
  },
  (t) => [
    unique("legacy_records_key").on(t.originId, t.tableName, t.legacyKey),
    pgPolicy("all", { for: "all", to: appRole, using: seesAll, withCheck: seesAll }),
  ],
);
