import { z } from "zod";
import { findSealState, findUnsealed, insertCheckpoint, lockSealer, type SealState } from "@/db/queries/audit/seal";
import { command } from "@/lib/kernel/command";
import { pool } from "@/lib/kernel/database";
import { makeCheckpoint } from "./proof/make-checkpoint";
import { PendingIds } from "./proof/pending-ids";
import { sealKeys } from "./seal-keys";

/** Most rows of one checkpoint: what waits longer is taken by those that follow at once. */
export const MOST_SEALED = 4_096;

/** What this process knows of passed over ids beyond what the last checkpoint says: since when. */
const known = new WeakMap<object, { n: number; pending: PendingIds }>();

/**
 * Takes the rows of the trail that are committed and in no checkpoint yet, and seals them. One transaction at a time does,
 * over all replicas; others take nothing. Returns how many it took.
 */
export const sealTrail = command({
  action: "audit.trail.seal",
  as: "job:sealer",
  input: z.object({ most: z.number().int().positive().default(MOST_SEALED) }),
  allow: () => true,
  run: async ({ tx }, { most }) => {
    if (!(await lockSealer(tx))) return 0;
    const state = await findSealState(tx);
    const pending = pendingOf(state);
    pending.mark(state.nextTransaction, Date.now());
    // Rows are looked for after the snapshot of `state`: those of transactions that were over by then are all found.
    const rows = await findUnsealed(tx, state.topId, pending.ranges, most);
    const ids = rows.map(({ id }) => id);
    pending.take(ids, state.topId, Date.now());
    if (rows.length < most) pending.letGo(state.horizon);
    let n = state.last?.n ?? 0;
    if (rows.length > 0) {
      const records = rows.map(({ id, micros, hash }) => ({ id, micros: BigInt(micros), hash }));
      const made = makeCheckpoint(state.last, records, sealKeys(), new Date(), pending.ranges);
      const topId = Math.max(state.topId, ids.at(-1)!);
      await insertCheckpoint(tx, made.checkpoint, made.records, topId);
      n = made.checkpoint.n;
    }
    known.set(pool(), { n, pending });
    return rows.length;
  },
});

/** What was noted beside another checkpoint than the last is out of date: another replica sealed, or a commit failed. */
function pendingOf({ last }: SealState): PendingIds {
  const noted = known.get(pool());
  return noted && noted.n === (last?.n ?? 0) ? noted.pending : new PendingIds(last?.pending ?? [], Date.now());
}
