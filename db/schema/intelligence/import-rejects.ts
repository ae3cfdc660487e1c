import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { agencyPolicies, createdAt, id, organizationId } from "@/db/columns";
import { imports } from "./imports";

/** A record of a file that could not be taken, and why. */
export const importRejects = pgTable(
  "import_rejects",
  {
    id: id(),
    organizationId: organizationId(),
    importId: integer("import_id").notNull(),
    /** Which of the file's records, from 1. */
    record: bigint("record", { mode: "number" }).notNull(),
    reason: text("reason").notNull(),
    /** How it reads, cut off. */
    raw: text("raw").notNull().default(""),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      name: "import_rejects_import_fk",
      columns: [t.organizationId, t.importId],
      foreignColumns: [imports.organizationId, imports.id],
    }),
    unique("import_rejects_record_key").on(t.organizationId, t.importId, t.record),
    check("import_rejects_raw_check", sql`length(${t.raw}) <= 4000`),
    ...agencyPolicies(),
  ],
);
