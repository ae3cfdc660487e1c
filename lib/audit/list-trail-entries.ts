import { z } from "zod";
import { findTrailRows, MOST_ENTRIES, prepareReading, type TrailRow } from "@/db/queries/audit/trail";
import { limit } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { entryKey } from "./entry-key";
import { canReadTrail } from "./policy";
import { explainTimeout, READING_MS } from "./reading-limit";
import { filterOf, trailFilters } from "./trail-input";

export interface ListedEntry {
  key: string;
  timestamp: string;
  userId: number | null;
  username: string;
  organizationId: number | null;
  organization: string | null;
  action: string;
  useCase: string | null;
  tableName: string | null;
  recordId: number | null;
  /** What changed; empty but for updates. */
  fields: string[];
}

/** The trail as a list on screen: as `getAuditTrail`, with names and the changed fields in place of the values. */
export const listTrailEntries = query({
  action: "audit.trail.list",
  input: z.object({ ...trailFilters, limit: limit(MOST_ENTRIES, 50), cursor: z.string().max(40).optional() }),
  target: (tx, { limit, cursor, ...filters }) => {
    const filter = filterOf(filters, cursor || undefined);
    prepareReading(tx, READING_MS).catch(() => {});
    return findTrailRows(tx, filter, limit + 1).catch(explainTimeout);
  },
  allow: canReadTrail,
  run: async ({ target }, { limit }) => {
    const entries = target.slice(0, limit).map(listed);
    return { entries, nextCursor: target.length > limit ? entries.at(-1)!.key : null };
  },
});

const listed = (row: TrailRow): ListedEntry => ({
  key: entryKey(row.timestamp, row.id),
  timestamp: row.timestamp,
  userId: row.user_id,
  username: row.username,
  organizationId: row.organization_id,
  organization: row.organization,
  action: row.action,
  useCase: row.use_case,
  tableName: row.table_name,
  recordId: row.record_id,
  fields: row.action === "UPDATE" ? Object.keys(JSON.parse(row.new_values ?? "{}") as object) : [],
});
