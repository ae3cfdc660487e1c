import { drawIds, listTakenIds, type NumberedTable } from "@/db/queries/legacy/ids";
import type { Tx } from "@/lib/kernel/database";
import type { Report } from "./report";

/** A larger one is not worth using up the numbers below it. */
const HIGHEST_KEPT = 5_000_000;

/** Gives rows the ids they had where those are free, and new ones otherwise, which the report says. */
export async function keepIds(
  tx: Tx,
  report: Report,
  table: NumberedTable,
  legacyIds: readonly number[],
): Promise<Map<number, number>> {
  if (legacyIds.length === 0) return new Map();
  const candidates = legacyIds.filter((id) => id <= HIGHEST_KEPT);
  const taken = await listTakenIds(tx, table, candidates);
  const kept = new Set(candidates.filter((id) => !taken.has(id)));
  let highest = 0;
  for (const id of kept) highest = Math.max(highest, id);
  const drawn = (await drawIds(tx, table, highest, legacyIds.length - kept.size)).values();
  const ids = new Map<number, number>();
  for (const id of legacyIds) {
    const given = kept.has(id) ? id : drawn.next().value!;
    ids.set(id, given);
    if (given !== id) report.change(table, "its id was not free", id, `now ${given}`);
  }
  return ids;
}
