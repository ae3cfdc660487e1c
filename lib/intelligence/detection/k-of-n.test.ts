import { expect, it } from "vitest";
import type { Place } from "./find";
import { narrowest } from "./k-of-n";

const place = (part: number, start: number, end = start + 1): Place => ({
  ...{ rule: {} as Place["rule"], part, start, end },
  ...{ found: "exact", edits: 0 },
});

it("finds the narrowest piece with so many terms, and says how many the text has", () => {
  const places = [place(0, 0), place(1, 50), place(0, 58), place(2, 60), place(1, 90)];
  expect(narrowest(places, 2)).toEqual({ start: 58, end: 61, terms: 3 });
  expect(narrowest(places, 3)).toEqual({ start: 50, end: 61, terms: 3 });
  expect(narrowest(places, 4)).toBeUndefined();
});

it("looks at two hundred thousand places in a time that grows with their number", () => {
  const timeOf = (length: number) => {
    const places = Array.from({ length }, (_, at) => place(at % 5, at * 3));
    const began = performance.now();
    expect(narrowest(places, 5)).toMatchObject({ end: 13, terms: 5 });
    return performance.now() - began;
  };
  timeOf(20_000);
  // Ten times as many would take a hundred times as long if each looked at all others.
  expect(timeOf(200_000)).toBeLessThan(50 * Math.max(1, timeOf(20_000)));
});
