import type { Caller } from "@/lib/kernel/actor";
import { Fault } from "@/lib/kernel/fault";
import { checkpointLine, rowLine, TRAIL_FORMAT, type TrailHeader } from "./proof/trail-file";
import { proofBounds, readProof } from "./read-proof";
import { microsOf } from "./trail-input";

/** Bytes gathered before they are handed on. */
const PIECE = 65_536;

/**
 * The sealed trail, or its entries of a time, as the lines that `verify-trail.mjs` verifies: a header, then checkpoints and
 * entries, archived ones too. What is not sealed yet is not in it. Memory stays constant.
 * @throws Fault conflict when an archived month cannot be read
 */
export async function* writeTrail(
  caller: Caller,
  range: { from?: string; to?: string },
  onProgress: (share: number, entries: number) => void = () => undefined,
): AsyncGenerator<string> {
  const bounds = await proofBounds(caller);
  const { from, to } = { from: microsOf(range.from), to: microsOf(range.to) };
  const header: TrailHeader = {
    format: TRAIL_FORMAT,
    exported_at: new Date().toISOString(),
    from,
    to,
    checkpoint: bounds.n,
    public_keys: bounds.believed,
  };
  let piece = `${JSON.stringify(header)}\n`;
  let entries = 0;
  for await (const part of readProof(caller, bounds, { from, to })) {
    // A file that says less than it claims would not be believed again.
    if ("absence" in part) throw new Fault("conflict", part.absence.message);
    if ("row" in part) entries += 1;
    piece += `${"row" in part ? rowLine(part.row) : checkpointLine(part.checkpoint, part.records)}\n`;
    if (piece.length < PIECE) continue;
    onProgress(bounds.total ? Math.min(1, entries / bounds.total) : 1, entries);
    yield piece;
    piece = "";
  }
  yield piece;
}
