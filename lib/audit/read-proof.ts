import { z } from "zod";
import { findArchives, type ArchiveRow } from "@/db/queries/audit/archives";
import {
  findHandovers,
  findLateCheckpoints,
  findProofBounds,
  findProofCheckpoints,
  findProofRows,
  type ProofRange,
} from "@/db/queries/audit/proof";
import type { Caller } from "@/lib/kernel/actor";
import { Fault } from "@/lib/kernel/fault";
import { query } from "@/lib/kernel/query";
import { withArchived } from "./archive/read-archived";
import { canReadTrail } from "./policy";
import { believedKeys } from "./proof/believed-keys";
import type { TrailRowText } from "./proof/row";
import { interleave, type StoredCheckpoint, type TrailPiece } from "./proof/verify-trail";
import { sealPublicKeys } from "./seal-keys";

/** How much is read at a time: enough to keep the database busy, little enough to stay small. */
const ROWS = 5_000;
const CHECKPOINTS = 20;

const range = z.object({ from: z.number().nullable(), to: z.number().nullable() });

const readBounds = query({
  action: "audit.proof.read",
  input: z.object({}),
  allow: canReadTrail,
  run: async ({ tx }) => ({
    ...(await findProofBounds(tx)),
    late: await findLateCheckpoints(tx),
    archives: (await findArchives(tx)).filter(({ removed }) => removed),
    /** The keys of this installation, and those that handed over to them before they left the ring. */
    believed: believedKeys(sealPublicKeys(), await findHandovers(tx)),
  }),
});

const readRows = query({
  action: "audit.proof.read",
  input: range.extend({ after: z.number(), through: z.number() }),
  allow: canReadTrail,
  run: ({ tx }, input) => findProofRows(tx, { ...input, limit: ROWS }),
});

const readCheckpoints = query({
  action: "audit.proof.read",
  input: range.extend({ after: z.number() }),
  allow: canReadTrail,
  run: ({ tx }, input) => findProofCheckpoints(tx, { ...input, limit: CHECKPOINTS }),
});

export type ProofBounds = Awaited<ReturnType<typeof readBounds>>;

/** Where the seal of the trail ends now: what is read after it is another matter. */
export const proofBounds = (caller: Caller): Promise<ProofBounds> => readBounds(caller, {});

/**
 * The trail up to these bounds, with its checkpoints and archived months, in pieces to verify or to keep. A batch at a
 * time, the next one on its way: memory stays constant, no connection is held between batches, and whoever loses the
 * right to read stops.
 */
export async function* readProof(caller: Caller, bounds: ProofBounds, range: ProofRange): AsyncGenerator<TrailPiece> {
  const all = withArchived(bounds.archives, range, rows(caller, bounds, range));
  yield* interleave(checkpoints(caller, bounds, range), all);
  // A month that left the database meanwhile was read neither here nor there.
  if (filesOf(await proofBounds(caller)) !== filesOf(bounds))
    throw new Fault("unavailable", "A month of the trail was archived meanwhile. Try again.", { retryAfter: 1 });
}

const filesOf = ({ archives }: ProofBounds) => archives.map(({ file }: ArchiveRow) => file).join();

async function* rows(caller: Caller, bounds: ProofBounds, range: ProofRange): AsyncGenerator<TrailRowText> {
  const { top_id, pending } = bounds;
  // What has come since of transactions that were not over is for a later checkpoint. These ranges are signed.
  const isLater = ({ id }: TrailRowText) => pending?.some(([low, high]) => id >= low && id <= high);
  const read = (after: number) => {
    const batch = readRows(caller, { ...range, after, through: top_id });
    batch.catch(() => {}); // awaited below, maybe never when the reader stops
    return batch;
  };
  let batch = await read(Number.MIN_SAFE_INTEGER);
  while (batch.length > 0) {
    const next = batch.length === ROWS ? read(batch.at(-1)!.id) : [];
    for (const row of batch) if (!pending?.length || !isLater(row)) yield row;
    batch = await next;
  }
}

async function* checkpoints(
  caller: Caller,
  { n, late }: ProofBounds,
  range: ProofRange,
): AsyncGenerator<StoredCheckpoint> {
  // From the back: the least id that a checkpoint or any after it took.
  const lows = new Map<number, number>();
  let low = Infinity;
  for (const { n: at, first_id } of late.toReversed()) lows.set(at, (low = Math.min(low, first_id)));
  const lateAt = late.map((each) => each.n);
  let index = 0;
  let after = 0;
  for (;;) {
    const batch = await readCheckpoints(caller, { ...range, after });
    for (const { records, ...checkpoint } of batch) {
      if (checkpoint.n > n) return;
      while (index < lateAt.length && lateAt[index]! < checkpoint.n) index += 1;
      const later = index < lateAt.length ? lows.get(lateAt[index]!)! : Infinity;
      yield { checkpoint, records, low: Math.min(checkpoint.first_id, later) };
    }
    if (batch.length < CHECKPOINTS) return;
    after = batch.at(-1)!.n;
  }
}
