import { z } from "zod";
import { findTrailJson, MOST_ENTRIES, prepareReading } from "@/db/queries/audit/trail";
import type { Tx } from "@/lib/kernel/database";
import { limit } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canReadTrail } from "./policy";
import { explainTimeout, READING_MS } from "./reading-limit";
import { filterOf, trailFilters } from "./trail-input";

const input = z.object({
  ...trailFilters,
  limit: limit(MOST_ENTRIES, 50),
  cursor: z.string().max(40).optional(),
});

/**
 * A page of the audit trail, newest first, as the JSON text of the API: `{audit_entries, next_cursor}`. Sent together
 * with the transaction's opening, so that it costs one round trip; for others than superusers it finds nothing.
 */
export const getAuditTrail = query({
  action: "audit.trail.read",
  scope: "audit:read",
  input,
  target: findPage,
  targetOnly: true,
  allow: canReadTrail,
  run: async ({ target }) => target,
});

function findPage(tx: Tx, { limit, cursor, ...filters }: z.output<typeof input>): Promise<string> {
  const filter = filterOf(filters, cursor || undefined);
  prepareReading(tx, READING_MS).catch(() => {});
  return findTrailJson(tx, filter, limit).catch(explainTimeout);
}
