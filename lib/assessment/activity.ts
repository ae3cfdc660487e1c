import type { ActivityRow } from "@/db/queries/assessment/activity-columns";
import { entryKey, positionOf } from "@/lib/audit/entry-key";
import type { Actor } from "@/lib/kernel/actor";
import { Fault } from "@/lib/kernel/fault";

export interface Activity {
  key: string;
  /** ISO 8601, with microseconds. */
  timestamp: string;
  /** Who, as far as the reader may know a name. */
  who: string;
  action: string;
  table: string;
  record_id: number | null;
  /** The question, file, person or title it is about. */
  subject: string | null;
  /** The fields that changed, without what was in them. */
  fields: string[];
}

const NOW = { timestamp: "infinity", id: Number.MAX_SAFE_INTEGER };

/**
 * Where a page of activity begins.
 * @throws Fault malformed for a cursor that is none of ours
 */
export function placeOf(cursor: string | undefined): { timestamp: string; id: number } {
  const place = cursor ? positionOf(cursor) : NOW;
  if (!place) throw new Fault("malformed", "cursor is not one that this list returned.");
  return place;
}

const OUTSIDER = "Someone of another organization";

/** What the database keeps for itself: nothing a person did. */
const BOOKKEEPING = new Set(["id", "organization_id", "version", "created_at", "updated_at"]);

export const describeActivity = (row: ActivityRow, actor: Pick<Actor, "role">): Activity => ({
  key: entryKey(row.timestamp, row.id),
  timestamp: row.timestamp,
  who: row.name ?? (row.user_id === null || actor.role === "superuser" ? row.actor : OUTSIDER),
  action: row.action,
  table: row.table_name,
  record_id: row.record_id,
  subject: row.subject,
  fields: row.fields.filter((field) => !BOOKKEEPING.has(field)),
});
