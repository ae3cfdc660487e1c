import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { casePolicies, id, moment, organizationId } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { cases } from "./cases";
import { exhibits } from "./exhibits";

const actions = ["received", "transferred", "accepted", "declined", "examined", "returned", "disposed"] as const;

/**
 * The hands an exhibit went through, chained by SHA-256 (lib/intelligence/custody). Never changed: people stand in it by
 * the names they had, since the hash is of those.
 */
export const custodyEvents = pgTable(
  "custody_events",
  {
    id: id(),
    organizationId: organizationId(),
    caseId: integer("case_id").notNull(),
    exhibitId: integer("exhibit_id").notNull(),
    seq: integer("seq").notNull(),
    action: text("action", { enum: actions }).notNull(),
    byId: integer("by_id")
      .notNull()
      .references(() => users.id),
    byName: text("by_name").notNull(),
    fromId: integer("from_id").references(() => users.id),
    fromName: text("from_name"),
    toId: integer("to_id").references(() => users.id),
    toName: text("to_name"),
    at: moment("at").notNull(),
    reason: text("reason").notNull().default(""),
    fileSha256: text("file_sha256").notNull(),
    previousHash: text("previous_hash").notNull(),
    hash: text("hash").notNull(),
  },
  (t) => [
    unique("custody_events_exhibit_id_seq_key").on(t.organizationId, t.exhibitId, t.seq),
    foreignKey({
      name: "custody_events_case_fk",
      columns: [t.organizationId, t.caseId],
      foreignColumns: [cases.organizationId, cases.id],
    }),
    foreignKey({
      name: "custody_events_exhibit_fk",
      columns: [t.organizationId, t.exhibitId],
      foreignColumns: [exhibits.organizationId, exhibits.id],
    }),
    index("custody_events_case_idx").on(t.organizationId, t.caseId),
    index("custody_events_by_id_idx").on(t.byId),
    index("custody_events_from_id_idx").on(t.fromId),
    index("custody_events_to_id_idx").on(t.toId),
    check(
      "custody_events_action_check",
      sql`${t.action} in ('received', 'transferred', 'accepted', 'declined', 'examined', 'returned', 'disposed')`,
    ),
    check("custody_events_hash_check", sql`${t.hash} ~ '^[0-9a-f]{64}$' and ${t.previousHash} ~ '^[0-9a-f]{64}$'`),
    ...casePolicies(),
  ],
);
