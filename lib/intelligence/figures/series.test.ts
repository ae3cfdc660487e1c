import fc from "fast-check";
import { expect, it } from "vitest";
import { byCategory, comparedWith, daysUpTo, monthsUpTo, onDates, OTHER } from "./series";

const today = new Date("2026-03-02T23:30:00Z");

it("days and months end with today, over ends of months and years", () => {
  expect(daysUpTo(today, 4)).toEqual(["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"]);
  expect(monthsUpTo(today, 4)).toEqual(["2025-12-01", "2026-01-01", "2026-02-01", "2026-03-01"]);
});

it("a date on which nothing was counted says none", () => {
  expect(onDates(["2026-01-01", "2026-01-02"], [{ date: "2026-01-02", count: 3 }], { count: 0 })).toEqual([
    { date: "2026-01-01", count: 0 },
    { date: "2026-01-02", count: 3 },
  ]);
});

it("no count is lost among categories, and at most six are told apart", () => {
  const dates = daysUpTo(today, 5);
  const row = fc.record({
    date: fc.constantFrom(...dates),
    category: fc.constantFrom("", "drugs", "arms", "fraud", "people", "money", "forgery", "other"),
    count: fc.integer({ min: 1, max: 50 }),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
      const { categories, totals, days } = byCategory(dates, rows);
      const sum = rows.reduce((all, { count }) => all + count, 0);
      expect(totals.reduce((all, each) => all + each, 0)).toBe(sum);
      expect(days.flatMap(({ counts }) => counts).reduce((all, each) => all + each, 0)).toBe(sum);
      expect(categories.length).toBeLessThanOrEqual(6);
      expect(new Set(categories).size).toBe(categories.length);
      const named = categories.at(-1) === OTHER ? totals.slice(0, -1) : totals;
      expect(named).toEqual([...named].sort((a, b) => b - a));
    }),
  );
});

it("compares in words", () => {
  expect([comparedWith(5, 5), comparedWith(1205, 3), comparedWith(1, 2)]).toEqual([
    "as many as",
    "1,202 more than",
    "1 fewer than",
  ]);
});
