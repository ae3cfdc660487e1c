import { z } from "zod";
import { findHistory, type TrailEntry } from "@/db/queries/audit/entries";
import { Fault } from "@/lib/kernel/fault";
import { id, limit } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { changedFields, type FieldChange } from "./changed-fields";
import { entryKey, positionOf } from "./entry-key";
import { canReadHistory, canReadTrail } from "./policy";

export interface HistoryEntry {
  key: string;
  /** ISO 8601, with microseconds. */
  timestamp: string;
  /** Who, as far as the reader may know a name. */
  who: string;
  action: string;
  reason: string | null;
  changes: FieldChange[];
}

const start = { timestamp: "infinity", id: Number.MAX_SAFE_INTEGER };

/**
 * What happened to a record, newest first, for whoever reaches it: who changed which field from what to what. Addresses
 * and devices are left out; those are the superuser's to see, in the trail itself.
 */
export const getRecordHistory = query({
  action: "audit.history.get",
  input: z.object({
    tableName: z.string().regex(/^[a-z_]{1,63}$/),
    recordId: id(),
    limit: limit(200, 50),
    cursor: z.string().max(40).optional(),
  }),
  target: async (tx, { tableName, recordId, limit, cursor }) => {
    const before = cursor ? positionOf(cursor) : start;
    if (!before) throw new Fault("malformed", "cursor should be the nextCursor of an earlier answer.");
    const rows = await findHistory(tx, { table: tableName, id: recordId, before, limit: limit + 1 });
    return rows.length || cursor ? rows : undefined;
  },
  allow: canReadHistory,
  run: async ({ actor, target }, { limit }) => {
    const page = target.slice(0, limit);
    const last = page.at(-1);
    return {
      entries: page.map((row): HistoryEntry => ({
        key: keyOf(row),
        timestamp: row.timestamp,
        who: row.name ?? (row.userId === null || canReadTrail(actor) ? row.actor : "Someone of another organization"),
        action: row.action,
        reason: row.reason,
        changes: changedFields(row.oldValues, row.newValues),
      })),
      nextCursor: target.length > limit && last ? keyOf(last) : null,
    };
  },
});

const keyOf = (row: TrailEntry) => entryKey(row.timestamp, row.id);
