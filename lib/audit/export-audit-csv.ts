import { z } from "zod";
import { EXPORT_BATCH, findTrailRows, prepareReading, type TrailRow } from "@/db/queries/audit/trail";
import { logEvent } from "@/db/queries/kernel/events";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { parse } from "@/lib/kernel/input";
import type { UseCase } from "@/lib/kernel/use-case";
import { query } from "@/lib/kernel/query";
import { toCsv } from "./csv";
import { entryKey } from "./entry-key";
import { canReadTrail } from "./policy";
import { explainTimeout } from "./reading-limit";
import { filterOf, trailFilters } from "./trail-input";

/** Milliseconds a batch may take: less than what the server grants any statement. */
const BATCH_MS = 25_000;

const columns = [
  ...["id", "timestamp", "username", "user_id", "organization", "organization_id", "action", "use_case", "table_name"],
  ...["record_id", "reason", "old_values", "new_values", "ip_address", "user_agent", "request_id", "hash"],
] as const satisfies (keyof TrailRow)[];

const input = z.object(trailFilters);

/** Notes who exports what, before the first row leaves. */
const beginExport = command({
  action: "audit.trail.export",
  scope: "audit:read",
  input,
  allow: canReadTrail,
  run: ({ tx }, filters) => logEvent(tx, { action: "EXPORT", table: "audit_log", details: filters }),
});

const readBatch = query({
  action: "audit.trail.export",
  scope: "audit:read",
  input: input.extend({ cursor: z.string().optional() }),
  allow: canReadTrail,
  run: async ({ tx }, { cursor, ...filters }) => {
    await prepareReading(tx, BATCH_MS);
    return findTrailRows(tx, filterOf(filters, cursor)).catch(explainTimeout);
  },
});

/**
 * The filtered trail as CSV, newest first, a batch at a time: memory stays constant, no connection is held between
 * batches, and whoever loses the right to read stops reading. What happens after the start is not in it.
 * @returns the text in pieces; reading on may throw a Fault
 */
export const exportAuditCsv = Object.assign(
  async (caller: Caller, raw: z.input<typeof input>): Promise<AsyncGenerator<string>> => {
    const filters = parse(input, raw);
    // The whole of this millisecond: entries carry microseconds.
    const end = filters.to ?? new Date().toISOString().replace("Z", "999Z");
    await beginExport(caller, filters);
    return pieces(caller, { ...filters, to: end });
  },
  { action: beginExport.action, kind: "command" as const, input, scope: beginExport.scope, as: undefined },
) satisfies UseCase<typeof input, AsyncGenerator<string>>;

async function* pieces(caller: Caller, filters: z.input<typeof input>): AsyncGenerator<string> {
  let cursor: string | undefined;
  do {
    const rows: TrailRow[] = await readBatch(caller, { ...filters, cursor });
    yield toCsv(columns, rows, cursor === undefined);
    const last = rows.at(-1);
    cursor = last && rows.length === EXPORT_BATCH ? entryKey(last.timestamp, last.id) : undefined;
  } while (cursor !== undefined);
}
