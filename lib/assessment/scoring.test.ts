import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { responseStatuses } from "@/db/schema/assessment/questionnaire-responses";
import { productStatus } from "./product-status";
import { countsOf, coverageOf, difference, levelOf, overallOf, roundScore, sumsOf, type Scorable } from "./scoring";

const scorable: fc.Arbitrary<Scorable> = fc.record({
  maturityScore: fc.option(fc.integer({ min: 0, max: 5 })),
  notApplicable: fc.boolean(),
  answered: fc.boolean(),
  status: fc.constantFrom(...responseStatuses),
  weight: fc.integer({ min: 1, max: 1000 }),
});

describe("sums", () => {
  it("kept by differences are those of the last state, whatever came before", () => {
    fc.assert(
      fc.property(fc.array(scorable, { minLength: 1 }), (states) => {
        let kept = sumsOf(undefined);
        let before: Scorable | undefined;
        for (const state of states) {
          const change = difference(sumsOf(before), sumsOf(state));
          kept = Object.fromEntries(
            Object.entries(kept).map(([name, sum]) => [name, sum + change[name as keyof typeof change]]),
          ) as typeof kept;
          before = state;
        }
        expect(kept).toEqual(sumsOf(before));
      }),
    );
  });

  it("leave not applicable out of numerator and denominator", () => {
    const state: Scorable = { maturityScore: 4, notApplicable: true, answered: true, status: "approved", weight: 100 };
    expect(sumsOf(state)).toMatchObject({ weightedSum: 0, weight: 0, notApplicable: 1, approved: 0 });
    expect(countsOf(state)).toMatchObject({ answered: 0, notApplicable: 1, approved: 1, approvedNotApplicable: 1 });
  });
});

describe("levels", () => {
  it.each([
    [0, "Initial"],
    [1.49, "Initial"],
    [1.5, "Developing"],
    [2.5, "Defined"],
    [3.49, "Defined"],
    [3.5, "Managed"],
    [4.5, "Optimized"],
    [5, "Optimized"],
  ])("of %d is %s", (score, level) => expect(levelOf(score)).toBe(level));
});

describe("overall", () => {
  it("is 1.0 without an answer, and the mean of what there is", () => {
    expect(overallOf([])).toBe(1);
    expect(overallOf([null, null])).toBe(1);
    expect(overallOf([4, null, 3])).toBe(3.5);
    expect(overallOf([1, 2, 2])).toBe(1.67);
  });

  it("rounds half up to two decimals", () => {
    expect(roundScore(2.125)).toBe(2.13);
    expect(roundScore(3.375)).toBe(3.38);
  });

  it("stays within the scale", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { minLength: 1 }), (averages) => {
        expect(overallOf(averages)).toBeGreaterThanOrEqual(Math.floor(Math.min(...averages) * 100) / 100);
        expect(overallOf(averages)).toBeLessThanOrEqual(Math.max(...averages) + 0.01);
      }),
    );
  });
});

describe("coverage", () => {
  it("counts applicable questions only", () => {
    expect(coverageOf(3, 10, 4)).toBe(0.5);
    expect(coverageOf(0, 10, 10)).toBe(1);
    expect(coverageOf(0, 0, 0)).toBe(0);
  });
});

describe("a product's status", () => {
  const counts = (given: Partial<ReturnType<typeof countsOf>>) => ({ ...countsOf(undefined), ...given });
  it.each([
    ["not_started", {}],
    ["in_progress", { answered: 3, draft: 3 }],
    ["filled", { answered: 8, notApplicable: 2, draft: 10 }],
    ["in_review", { answered: 10, submitted: 1, approved: 9 }],
    ["reviewed", { answered: 10, approved: 9, needsRevision: 1 }],
    ["reviewed", { answered: 9, notApplicable: 1, approved: 9, approvedNotApplicable: 1, rejected: 1 }],
    ["completed", { answered: 10, approved: 10 }],
    ["completed", { answered: 9, notApplicable: 1, approved: 10, approvedNotApplicable: 1 }],
    ["filled", { answered: 10, approved: 8, draft: 2 }],
  ] as const)("is %s", (status, given) => expect(productStatus(counts(given), 10)).toBe(status));
});
