import { bigint, integer, jsonb, pgPolicy, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { appRole, bytea, isJob, seesAll } from "@/db/columns";

/**
 * The seal of the audit trail: each checkpoint lists the hashes of the rows it took, signs the root of their Merkle tree
 * with a key that is not in the database, and names the checkpoint before it by its hash. What is signed is spelled out in
 * lib/audit/proof/checkpoint.ts. Nobody updates or deletes it.
 */
export const auditCheckpoints = pgTable(
  "audit_checkpoints",
  {
    /** 1, 2, 3 … without a gap: a number of ours, never drawn from a sequence. */
    n: bigint("n", { mode: "number" }).primaryKey(),
    previous: text("previous").notNull(),
    entries: integer("entries").notNull(),
    total: bigint("total", { mode: "number" }).notNull(),
    firstId: bigint("first_id", { mode: "number" }).notNull(),
    lastId: bigint("last_id", { mode: "number" }).notNull(),
    firstTime: bigint("first_time", { mode: "number" }).notNull(),
    lastTime: bigint("last_time", { mode: "number" }).notNull(),
    root: text("root").notNull(),
    sealedAt: timestamp("sealed_at", { withTimezone: true, mode: "string", precision: 3 }).notNull(),
    publicKey: text("public_key").notNull(),
    signature: text("signature").notNull(),
    /** By the key before, where the key changed. */
    endorsement: text("endorsement"),
    /** 48 bytes a row: id, time in microseconds, hash. */
    records: bytea("records").notNull(),
    /** The highest id that this one or any before it took. */
    topId: bigint("top_id", { mode: "number" }).notNull(),
    /** Ranges of ids below it that may still appear: their transactions were not over. Signed, too. */
    pending: jsonb("pending").$type<[number, number][]>().notNull(),
  },
  () => [
    pgPolicy("read", { for: "select", to: appRole, using: seesAll }),
    pgPolicy("seal", { for: "insert", to: appRole, withCheck: isJob }),
  ],
);
