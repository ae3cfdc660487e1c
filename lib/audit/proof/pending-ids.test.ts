import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gapsAfter, PendingIds, without } from "./pending-ids";

const expand = (ranges: readonly [number, number][]) =>
  ranges.flatMap(([low, high]) => Array.from({ length: high - low + 1 }, (_, i) => low + i));
const ids = fc.uniqueArray(fc.integer({ min: 1, max: 60 })).map((list) => list.sort((a, b) => a - b));

describe("ranges of ids", () => {
  it("are what was passed over", () => {
    fc.assert(
      fc.property(ids, fc.nat(30), (given, top) => {
        const highest = given.at(-1) ?? 0;
        const missing = [];
        for (let id = top + 1; id < highest; id += 1) if (!given.includes(id)) missing.push(id);
        expect(expand(gapsAfter(top, given))).toEqual(missing);
      }),
    );
  });

  it("lose what is taken from them", () => {
    fc.assert(
      fc.property(ids, ids, (all, taken) => {
        const ranges = gapsAfter(0, all);
        expect(expand(without(ranges, taken))).toEqual(expand(ranges).filter((id) => !taken.includes(id)));
      }),
    );
  });
});

describe("PendingIds", () => {
  it("lets a range go when every transaction is over that could have drawn it", () => {
    const pending = new PendingIds([], 0);
    pending.take([1, 2, 5], 0, 0);
    expect(pending.ranges).toEqual([[3, 4]]);
    pending.mark(100, 500); // too soon to tell which transactions had ids
    pending.letGo(1_000);
    expect(pending.ranges).toEqual([[3, 4]]);
    pending.mark(101, 1_000);
    pending.letGo(100);
    expect(pending.ranges).toEqual([[3, 4]]);
    pending.take([4, 6], 5, 1_200); // 4 came late
    expect(pending.ranges).toEqual([[3, 3]]);
    pending.letGo(101);
    expect(pending.ranges).toEqual([]);
  });
});
