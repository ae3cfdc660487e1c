import { sql } from "drizzle-orm";
import { bigint, check, date, pgTable, text, unique } from "drizzle-orm/pg-core";
import { createdAt, id, moment, superuserPolicies } from "@/db/columns";

/**
 * A month of the audit trail that stands in a file: sealed entries with what proves them, as an export has them. Its
 * checkpoints stay in audit_checkpoints, so that the file is held against them wherever it lies.
 */
export const auditArchives = pgTable(
  "audit_archives",
  {
    id: id(),
    /** Its first day, UTC. */
    month: date("month", { mode: "string" }).notNull(),
    /** The name of the file; where it lies is the installation's affair. */
    file: text("file").notNull(),
    bytes: bigint("bytes", { mode: "number" }).notNull(),
    /** Of the file as it lies there. */
    sha256: text("sha256").notNull(),
    entries: bigint("entries", { mode: "number" }).notNull(),
    firstId: bigint("first_id", { mode: "number" }).notNull(),
    lastId: bigint("last_id", { mode: "number" }).notNull(),
    /** The last checkpoint there was when the file was written. */
    checkpoint: bigint("checkpoint", { mode: "number" }).notNull(),
    createdAt: createdAt(),
    /** When its entries left the database; null: they are still here. */
    removedAt: moment("removed_at"),
    /** The file that this one replaced, when values in it were erased by law; it is to be gone. */
    replacedFile: text("replaced_file"),
  },
  (t) => [
    unique("audit_archives_month_key").on(t.month),
    check("audit_archives_month_check", sql`extract(day from ${t.month}) = 1`),
    ...superuserPolicies(),
  ],
);
