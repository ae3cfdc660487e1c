import type { SignedCheckpoint } from "./checkpoint";
import type { TrailRowText } from "./row";
import { type Absence, TrailVerifier, type Verdict, type VerifierOptions } from "./trail-verifier";

/** A checkpoint with its records. `low` is the least id that it or any after it took. */
export interface StoredCheckpoint {
  checkpoint: SignedCheckpoint;
  records: Buffer;
  low: number;
}

/** A trail on its way past: a checkpoint before the rows it took, what is absent before anything that it concerns. */
export type TrailPiece =
  { checkpoint: SignedCheckpoint; records: Buffer } | { row: TrailRowText } | { absence: Absence };

type Stream<Item> = AsyncIterable<Item> | Iterable<Item>;

/**
 * Checkpoints and rows, each in the order of its numbers, as one stream: each row behind every checkpoint that can have
 * taken it, and no checkpoint earlier than needed.
 */
export async function* interleave(
  checkpoints: AsyncIterable<StoredCheckpoint>,
  rows: AsyncIterable<TrailRowText | { absence: Absence }>,
): AsyncGenerator<TrailPiece> {
  const ahead = checkpoints[Symbol.asyncIterator]();
  let next = await ahead.next();
  for await (const row of rows) {
    if ("absence" in row) {
      yield row;
      continue;
    }
    while (!next.done && next.value.low <= row.id) {
      yield next.value;
      next = await ahead.next();
    }
    yield { row };
  }
  for (; !next.done; next = await ahead.next()) yield next.value;
}

export interface VerifyTrailOptions extends VerifierOptions {
  /** What a witness kept, in the order of numbers; those before the first checkpoint of the trail mean nothing to it. */
  witness?: Stream<SignedCheckpoint>;
  /** Told now and then how many entries were verified; what it throws ends the work. */
  onProgress?: (entries: number) => void;
}

/** How many entries pass between two words of progress. */
const PROGRESS_EVERY = 10_000;

/** Verifies a trail from wherever it comes: a database, a file, a backup that was restored. Memory stays bounded. */
export async function verifyTrail(pieces: Stream<TrailPiece>, options: VerifyTrailOptions): Promise<Verdict> {
  const verifier = new TrailVerifier(options);
  const witness = witnessOf(verifier, options);
  for await (const piece of pieces) {
    if ("row" in piece) {
      verifier.row(piece.row);
      if (verifier.verdict.entries % PROGRESS_EVERY === 0) options.onProgress?.(verifier.verdict.entries);
    } else if ("absence" in piece) {
      verifier.absence(piece.absence);
    } else {
      await witness.until(piece.checkpoint);
      verifier.checkpoint(piece.checkpoint, piece.records);
    }
  }
  await witness.rest();
  return verifier.end();
}

/** Holds what a witness kept against the checkpoints as they come. */
function witnessOf(verifier: TrailVerifier, { witness, partial }: VerifyTrailOptions) {
  const kept = witness && iteratorOf(witness);
  let next: SignedCheckpoint | undefined;
  let begun = false;
  const advance = async () => {
    const step = await kept?.next();
    next = step && !step.done ? step.value : undefined;
  };
  return {
    async until(found: SignedCheckpoint) {
      if (!begun) await advance();
      // Where parts are left out, what stands between them is not missing.
      for (; next && next.n < found.n; await advance()) if (begun && !partial) verifier.witness(next, undefined);
      begun = true;
      for (; next && next.n === found.n; await advance()) verifier.witness(next, found);
    },
    async rest() {
      if (!begun) await advance();
      for (; next && !partial; await advance()) verifier.witness(next, undefined);
    },
  };
}

const iteratorOf = <Item>(stream: Stream<Item>): AsyncIterator<Item> | Iterator<Item> =>
  Symbol.asyncIterator in stream ? stream[Symbol.asyncIterator]() : stream[Symbol.iterator]();
