import fc from "fast-check";
import { expect, it } from "vitest";
import { fillSteps, periods, spanOf } from "./activity";

const moment = fc.date({ min: new Date("2001-01-01"), max: new Date("2035-01-01"), noInvalidDate: true });

it("a span is whole steps, holds the last moment, and no step is left out or said twice", () => {
  fc.assert(
    fc.property(fc.constantFrom(...periods), moment, moment, (period, a, b) => {
      const [first, last] = a < b ? [a, b] : [b, a];
      const span = spanOf(period, first, last);
      expect(span.from <= last && last < span.to).toBe(true);
      const dates = fillSteps([], span).map(({ date }) => date);
      expect(dates).toEqual([...new Set(dates)].sort());
      expect(dates.length).toBeLessThanOrEqual(121);
      if (period === "90") expect(dates).toHaveLength(90);
      if (period === "365") expect([53, 54]).toContain(dates.length);
      if (period !== "all") return;
      const months = (last.getTime() - first.getTime()) / 2_592_000_000;
      if (months < 100) expect(dates[0]).toBe(`${first.toISOString().slice(0, 7)}-01`);
    }),
  );
});

it("what was counted stands at its step, every other says none", () => {
  const span = spanOf("365", null, new Date("2026-11-22T23:59:59Z"));
  const filled = fillSteps([{ date: "2026-11-16", count: 4 }], span);
  expect(filled.at(-1)).toEqual({ date: "2026-11-16", count: 4 });
  expect(filled.reduce((sum, { count }) => sum + count, 0)).toBe(4);
});
