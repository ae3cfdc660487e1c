/** A range of ids, both ends in it. */
export type IdRange = [number, number];

/** The ids after `top`, up to the highest of these, that are not among them. `ids` ascend. */
export function gapsAfter(top: number, ids: readonly number[]): IdRange[] {
  const gaps: IdRange[] = [];
  let next = top + 1;
  for (const id of ids) {
    if (id < next) continue;
    if (id > next) gaps.push([next, id - 1]);
    next = id + 1;
  }
  return gaps;
}

/** The ranges without these ids, which ascend. */
export function without(ranges: readonly IdRange[], ids: readonly number[]): IdRange[] {
  return ranges.flatMap(([low, high]) => {
    const inside = ids.filter((id) => id >= low && id <= high);
    const rest = gapsAfter(low - 1, inside);
    const end = inside.at(-1) ?? low - 1;
    return end < high ? [...rest, [end + 1, high] as IdRange] : rest;
  });
}

interface Watched {
  range: IdRange;
  since: number;
  /** Once every transaction below it is over, no row of the range can appear any more. */
  until?: number;
}

/** Milliseconds between drawing an id and having a transaction's number, at the very most. */
const SETTLE_MS = 1_000;

/**
 * Ids that were passed over, since a transaction may have drawn them that is not over yet. A range is let go when every
 * transaction is over that had begun a while after it was noticed.
 */
export class PendingIds {
  #watched: Watched[] = [];

  constructor(ranges: readonly IdRange[], now: number) {
    this.#watched = ranges.map((range) => ({ range, since: now }));
  }

  get ranges(): IdRange[] {
    return this.#watched.map(({ range }) => range);
  }

  /** Call it with a snapshot taken before the rows are looked for, and `letGo` with the same once they have been. */
  mark(nextTransaction: number, now: number): void {
    for (const watched of this.#watched)
      if (watched.until === undefined && now - watched.since >= SETTLE_MS) watched.until = nextTransaction;
  }

  letGo(horizon: number): void {
    this.#watched = this.#watched.filter(({ until }) => until === undefined || horizon < until);
  }

  /** These were taken, in ascending order, beyond `top` or from the ranges. */
  take(ids: readonly number[], top: number, now: number): void {
    this.#watched = this.#watched.flatMap((watched) =>
      without([watched.range], ids).map((range) => ({ ...watched, range })),
    );
    this.#watched.push(...gapsAfter(top, ids).map((range) => ({ range, since: now })));
  }
}
