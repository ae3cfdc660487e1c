import { checkpointHash, checkpointText, isSigned, NO_PREVIOUS, type SignedCheckpoint } from "./checkpoint";
import { merkleRoot } from "./merkle";
import { readRecord, RECORD, rowHash, timeOf, type TrailRowText } from "./row";

/**
 * What is wrong with a trail. `rewritten`: the seal itself does not hold; `cut`: the end is gone; `archive`: a month was kept
 * in a file that is gone or changed.
 */
export type ProblemKind = "edited" | "deleted" | "inserted" | "cut" | "rewritten" | "archive";

interface Problem {
  kind: ProblemKind;
  /** The entry it is about, or the first that can be meant. */
  id: number | null;
  timestamp: string | null;
  checkpoint: number | null;
  message: string;
}

export interface Verdict {
  ok: boolean;
  entries: number;
  checkpoints: number;
  /** Entries whose values were erased by law: their digest verified in their place. */
  erased: number;
  /** The last checkpoint seen. */
  last: { n: number; sealed_at: string; hash: string; public_key: string } | null;
  /** In the order they were met; the first is the first row that is wrong. No more than MOST_PROBLEMS. */
  problems: Problem[];
  problem_count: number;
}

const MOST_PROBLEMS = 20;

export interface VerifierOptions {
  /** Public keys to believe. Others are believed where a believed one handed over to them. */
  trusted: readonly string[];
  /** Only rows of this time (microseconds since 1970) are there to be looked at. */
  from?: number;
  to?: number;
  /** Checkpoints may be left out between those that are shown: each is then believed for its signature alone. */
  partial?: boolean;
}

/** A part of the trail that was kept in a file, and is not there or not what it was. */
export interface Absence {
  message: string;
  /** The time (microseconds since 1970) whose rows do not come because of it; null where they come all the same. */
  gap: { from: number; to: number } | null;
}

interface Awaited {
  hash: Buffer;
  checkpoint: number;
  micros: bigint;
}

/**
 * Verifies a trail as it passes by: checkpoints in their order, rows in the order of their ids, each checkpoint before its
 * rows. Keeps only the records whose rows have not come yet, however long the trail.
 */
export class TrailVerifier {
  readonly #trusted: Set<string>;
  readonly #awaited = new Map<number, Awaited>();
  readonly #verdict: Verdict = {
    ...{ ok: true, entries: 0, checkpoints: 0, erased: 0, last: null, problems: [], problem_count: 0 },
  };
  readonly #gaps: { from: number; to: number }[] = [];
  #last: SignedCheckpoint | undefined;

  constructor(private readonly options: VerifierOptions) {
    this.#trusted = new Set(options.trusted);
  }

  get verdict(): Readonly<Verdict> {
    return this.#verdict;
  }

  checkpoint(checkpoint: SignedCheckpoint, records: Buffer): void {
    const fault = this.#faultOf(checkpoint, records);
    if (fault) this.#report("rewritten", checkpoint, `${placeOf(checkpoint)} ${fault}`);
    this.#last = checkpoint;
    this.#verdict.checkpoints += 1;
    const { n, sealed_at, public_key } = checkpoint;
    this.#verdict.last = { n, sealed_at, public_key, hash: checkpointHash(checkpoint) };
    const { from = -Infinity, to = Infinity } = this.options;
    for (let at = 0; at + RECORD <= records.length; at += RECORD) {
      const { id, micros, hash } = readRecord(records, at);
      if (micros >= from && micros <= to && !this.#isAbsent(micros))
        this.#awaited.set(id, { hash, micros, checkpoint: n });
    }
  }

  row(row: TrailRowText): void {
    // Rows come in order: those before it that have not come are gone.
    for (const [id, awaited] of this.#awaited) {
      if (id >= row.id) break;
      this.#missing(id, awaited);
    }
    const awaited = this.#awaited.get(row.id);
    this.#verdict.entries += 1;
    if (row.values === null) this.#verdict.erased += 1;
    if (!awaited) {
      this.#problem(
        "inserted",
        row.id,
        timeIn(row.entry),
        null,
        `Entry ${row.id} was inserted: no checkpoint knows it.`,
      );
    } else if (!rowHash(row).equals(awaited.hash) || idIn(row.entry) !== row.id) {
      const message = `Entry ${row.id} was edited: it is not what checkpoint ${awaited.checkpoint} sealed.`;
      this.#problem("edited", row.id, timeOf(awaited.micros), awaited.checkpoint, message);
    }
    this.#awaited.delete(row.id);
  }

  /** Part of the trail stands in a file that cannot be read: one thing is wrong then, not each of its rows. */
  absence({ message, gap }: Absence): void {
    this.#problem("archive", null, gap && timeOf(gap.from), null, message);
    if (!gap) return;
    this.#gaps.push(gap);
    for (const [id, { micros }] of this.#awaited) if (this.#isAbsent(micros)) this.#awaited.delete(id);
  }

  /** What a witness outside the database kept of a checkpoint; `undefined` where the trail has none of that number. */
  witness(kept: SignedCheckpoint, found: SignedCheckpoint | undefined): void {
    if (!found) {
      const message = `The trail was cut off: a witness saw checkpoint ${kept.n} of ${kept.sealed_at}, from entry ${kept.first_id} on, which is not here any more.`;
      this.#problem("cut", kept.first_id, timeOf(kept.first_time), kept.n, message);
    } else if (checkpointHash(found) !== checkpointHash(kept)) {
      this.#report("rewritten", found, `${placeOf(found)} is not the one that a witness saw: it was rewritten.`);
    }
  }

  /** No more rows come. */
  end(): Verdict {
    for (const [id, awaited] of this.#awaited) this.#missing(id, awaited);
    // A row that was sealed late may have been missed late.
    this.#verdict.problems.sort((a, b) => (a.id ?? 0) - (b.id ?? 0));
    return this.#verdict;
  }

  #faultOf(checkpoint: SignedCheckpoint, records: Buffer): string | undefined {
    const last = this.#last;
    const text = checkpointText(checkpoint);
    if (!isSigned(text, checkpoint.signature, checkpoint.public_key))
      return "is not signed by its key: it was rewritten.";
    if (!this.#trusted.has(checkpoint.public_key)) {
      const handed = last && checkpoint.endorsement && this.#trusted.has(last.public_key);
      if (!handed || !isSigned(text, checkpoint.endorsement!, last.public_key))
        return "is signed by a key that is not believed: it was rewritten, or the key is another.";
      this.#trusted.add(checkpoint.public_key);
    }
    if (
      records.length !== checkpoint.entries * RECORD ||
      merkleRoot(records, RECORD).toString("hex") !== checkpoint.root
    )
      return "does not have the root of its records: they were rewritten.";
    const next = last ? last.n + 1 : 1;
    if (checkpoint.n !== next)
      return this.options.partial && checkpoint.n > next
        ? undefined
        : `follows ${next - 1}: those between were removed.`;
    const [previous, total] = last ? [checkpointHash(last), last.total] : [NO_PREVIOUS, 0];
    if (checkpoint.previous !== previous || checkpoint.total !== total + checkpoint.entries)
      return "does not follow the one before it: the chain was rewritten.";
    return undefined;
  }

  #isAbsent(micros: bigint): boolean {
    return this.#gaps.some(({ from, to }) => micros >= from && micros <= to);
  }

  #missing(id: number, { checkpoint, micros }: Awaited) {
    this.#awaited.delete(id);
    const message = `Entry ${id} was deleted: checkpoint ${checkpoint} sealed it, and it is gone.`;
    this.#problem("deleted", id, timeOf(micros), checkpoint, message);
  }

  #report(kind: ProblemKind, { n, first_id, first_time }: SignedCheckpoint, message: string) {
    this.#problem(kind, first_id, timeOf(first_time), n, message);
  }

  #problem(kind: ProblemKind, id: number | null, timestamp: string | null, checkpoint: number | null, message: string) {
    this.#verdict.ok = false;
    this.#verdict.problem_count += 1;
    if (this.#verdict.problems.length < MOST_PROBLEMS)
      this.#verdict.problems.push({ kind, id, timestamp, checkpoint, message });
  }
}

const placeOf = ({ n, first_id, last_id, sealed_at }: SignedCheckpoint) =>
  `Checkpoint ${n} of ${sealed_at} (entries ${first_id} to ${last_id})`;

const idIn = (entry: string) => Number(/^\{"id" : (\d+)/.exec(entry)?.[1]);
const timeIn = (entry: string) => /"timestamp" : "([^"]+)"/.exec(entry)?.[1] ?? null;
