import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundNeighbourhood, degreesOf, keyOf, nodeKinds, refOf, type GraphEdge } from "./graph";
import { layOut } from "./layout";

const edge = (from: string, to: string, count = 1, kind: GraphEdge["kind"] = "named"): GraphEdge => ({
  ...{ from, to, kind, count, first: null, last: null },
});

describe("a key", () => {
  it("says which node it is, and anything else is none", () => {
    for (const kind of nodeKinds) expect(refOf(keyOf({ kind, id: 12 }))).toEqual({ kind, id: 12 });
    for (const key of ["", "s", "s0", "x1", "s1;drop", "s-1", "s1.5"]) expect(refOf(key)).toBeUndefined();
  });
});

describe("a neighbourhood", () => {
  it("keeps the strongest, says how many are left, and has no edge to what is not shown", () => {
    const edges = Array.from({ length: 300 }, (_, index) => edge("s1", `i${index + 1}`, index));
    const { keys, edges: kept, left } = boundNeighbourhood(["s1"], [...edges, edge("i1", "s2", 900)], 200);
    expect(keys).toHaveLength(201);
    expect(left).toBe(101);
    expect(keys.slice(0, 3)).toEqual(["s1", "i1", "s2"]);
    expect(keys).toContain("i300");
    expect(keys).not.toContain("i50");
    for (const { from, to } of kept) expect([keys.includes(from), keys.includes(to)]).toEqual([true, true]);
  });

  it("counts an edge once that was looked up from both ends, and puts what people said first", () => {
    const { keys, edges, left } = boundNeighbourhood(
      ["s1", "i1"],
      [edge("s1", "i1", 3), edge("s1", "i1", 4), edge("s1", "i2", 10), edge("s1", "s9", 1, "same")],
      1,
    );
    expect(edges).toEqual([edge("s1", "i1", 4), edge("s1", "s9", 1, "same")]);
    expect([keys, left]).toEqual([["s1", "i1", "s9"], 1]);
    expect(degreesOf(edges)).toEqual(
      new Map([
        ["s1", 2],
        ["i1", 1],
        ["s9", 1],
      ]),
    );
  });
});

describe("a layout", () => {
  const star = (size: number) => ({
    keys: ["s0", ...Array.from({ length: size }, (_, index) => `i${index}`)],
    edges: Array.from({ length: size }, (_, index) => edge("s0", `i${index}`)),
  });

  it("is the same each time, has the middle in the middle, and lays no node on another", () => {
    const { keys, edges } = star(200);
    const places = layOut(keys, edges, "s0");
    expect(layOut(keys, edges, "s0")).toEqual(places);
    expect(places.get("s0")).toEqual({ x: 0, y: 0 });
    const all = [...places.values()];
    const nearest = Math.min(...all.flatMap((a, at) => all.slice(at + 1).map((b) => Math.hypot(a.x - b.x, a.y - b.y))));
    expect(nearest).toBeGreaterThan(18);
  });

  it("leaves what has a place near it when a node is expanded", () => {
    const { keys, edges } = star(12);
    const before = layOut(keys, edges, "s0");
    const more = Array.from({ length: 5 }, (_, index) => `s${index + 1}`);
    const after = layOut([...keys, ...more], [...edges, ...more.map((key) => edge("i3", key))], "s0", before);
    const angle = (place: { x: number; y: number }) => Math.atan2(place.y, place.x);
    for (const key of keys.slice(1)) {
      const turn = Math.abs(angle(before.get(key)!) - angle(after.get(key)!));
      expect(Math.min(turn, 2 * Math.PI - turn), key).toBeLessThan(Math.PI / 3);
    }
  });

  it("places every node of any graph", () => {
    const nodes = Array.from({ length: 15 }, (_, index) => `s${index}`);
    const any = fc.tuple(fc.constantFrom(...nodes), fc.constantFrom(...nodes));
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), (pairs) => {
        const places = layOut(
          nodes,
          pairs.map(([from, to]) => edge(from, to)),
          "s0",
        );
        expect([...places.keys()]).toEqual(nodes);
        for (const { x, y } of places.values()) expect([Number.isFinite(x), Number.isFinite(y)]).toEqual([true, true]);
      }),
      { numRuns: 30 },
    );
  });
});
