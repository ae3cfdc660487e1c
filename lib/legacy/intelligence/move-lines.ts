import { insertRejects } from "@/db/queries/intelligence/take-in";
import { logEvent } from "@/db/queries/kernel/events";
import type { Tx } from "@/lib/kernel/database";
import type { Report } from "../report";
import { Batch, type Place } from "./batch";
import type { Lines } from "./system-row";
import type { Mover } from "./tables";

export interface Given extends Lines {
  mover: Mover;
  sha256: string;
  /** How many rows of the file came before these. */
  from: number;
  now: number;
}

/** Moves a batch of a table's rows in, notes what they became, sets aside those that cannot, and says so in the trail. */
export async function moveLines(tx: Tx, place: Place, report: Report, given: Given): Promise<{ left: number }> {
  const { mover, lines, unread, sha256, from, now } = given;
  const { table } = mover;
  const batch = new Batch(tx, place, report, table, now);
  for (const { where, reason, detail } of unread) batch.leave({ key: where }, reason, detail);
  await mover.move(batch, lines);
  await batch.keep();
  const { left, count } = batch;
  // What a row said may be a case's alone: only its number and the reason are kept.
  const rejects = left.map(({ key, reason }, at) => ({
    record: from + at + 1,
    reason: `${table} ${key}: ${reason}`,
    raw: "",
  }));
  if (rejects.length > 0) await insertRejects(tx, place.organizationId, place.importId, rejects);
  if (count > 0)
    await logEvent(tx, {
      action: "LEGACY_IMPORT",
      table: "imports",
      recordId: place.importId,
      organizationId: place.organizationId,
      details: { sha256, table, taken: count, left: left.length },
    });
  return { left: left.length };
}
