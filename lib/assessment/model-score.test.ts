import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { modelScore, scaleOf, type LevelledQuestion } from "./model-score";

const question = (level: number | null, score: number | null, rest: Partial<LevelledQuestion> = {}) => ({
  level,
  score,
  weight: 100,
  best: 5,
  notApplicable: false,
  ...rest,
});

/** A SAMM practice: the answers of both streams at levels 1 to 3, each 0, 0.25, 0.5 or 1. */
const practice = (...answers: [number, number, number, number, number, number]) =>
  modelScore(
    "samm",
    answers.map((value, at) => question((at % 3) + 1, value * 5)),
  );

describe("samm", () => {
  it("adds up the means of the levels, as the published calculation does", () => {
    // (q1 + q4) / 2 + (q2 + q5) / 2 + (q3 + q6) / 2, streams A and B of one practice
    expect(practice(1, 1, 1, 1, 1, 1).figure).toBe(3);
    expect(practice(0.5, 0.25, 0, 1, 0.5, 0).figure).toBe(0.75 + 0.375);
    expect(practice(0.25, 0, 0, 0.25, 0, 0).figure).toBe(0.25);
    expect(practice(1, 0.5, 0.25, 1, 0.5, 0.25).figure).toBe(1.75);
    expect(practice(0, 0, 0, 0, 0, 0)).toMatchObject({ figure: 0, score: 0 });
  });

  it("stands on the 0–5 scale as the share of its three levels", () => {
    expect(practice(1, 1, 1, 1, 1, 1).score).toBe(5);
    expect(practice(1, 0.5, 0.25, 1, 0.5, 0.25).score).toBeCloseTo((1.75 / 3) * 5, 12);
  });

  it("counts an unanswered question as nothing, one not applicable not at all", () => {
    const open = [question(1, 5), question(1, null), question(2, 5), question(2, 5)];
    expect(modelScore("samm", open).figure).toBe(1.5);
    const none = [question(1, 5), question(1, null, { notApplicable: true }), question(2, 5), question(2, 5)];
    expect(modelScore("samm", none).figure).toBe(2);
    expect(modelScore("samm", [question(1, null, { notApplicable: true })])).toMatchObject({
      score: null,
      figure: null,
    });
  });

  it("weighs questions within a level", () => {
    expect(modelScore("samm", [question(1, 5, { weight: 300 }), question(1, 0)]).figure).toBe(0.75);
  });
});

describe("high water", () => {
  const levels = (...scores: (number | null)[]) =>
    modelScore(
      "high_water",
      scores.map((score, at) => question(at + 1, score)),
    );

  it("is the highest level met together with all below it", () => {
    expect(levels(5, 5, 5, 0, 0)).toMatchObject({ figure: 3, score: 3 });
    expect(levels(5, 0, 5, 5, 5)).toMatchObject({ figure: 1, score: 1 });
    expect(levels(2.5, 5, 5, 5, 5)).toMatchObject({ figure: 0, score: 0 });
    expect(levels(null, null)).toMatchObject({ figure: 0, score: 0 });
  });

  it("asks for all questions of a level, and passes over what is not applicable", () => {
    const mixed = [question(1, 5), question(1, 0), question(2, 5)];
    expect(modelScore("high_water", mixed).figure).toBe(0);
    expect(
      modelScore("high_water", [question(1, 5), question(1, 0, { notApplicable: true }), question(2, 5)]),
    ).toMatchObject({ figure: 2, scale: 2, score: 5 });
  });

  it("reads stages as levels where questions have none", () => {
    expect(modelScore("high_water", [question(null, 4), question(null, 2)]).figure).toBe(2);
    expect(modelScore("high_water", [question(null, 5), question(null, 5)])).toMatchObject({ figure: 5, score: 5 });
  });

  it("takes a question's best option for met", () => {
    expect(modelScore("high_water", [question(1, 3, { best: 3 })]).figure).toBe(1);
  });
});

const anyQuestion: fc.Arbitrary<LevelledQuestion> = fc.record({
  level: fc.option(fc.integer({ min: 1, max: 5 })),
  weight: fc.integer({ min: 1, max: 1000 }),
  best: fc.constantFrom(3, 5),
  score: fc.option(fc.integer({ min: 0, max: 500 }).map((hundredths) => hundredths / 100)),
  notApplicable: fc.boolean(),
});

describe.each(["samm", "high_water"] as const)("%s", (model) => {
  it("stays on its scale, and a better answer never lowers it", () => {
    fc.assert(
      fc.property(fc.array(anyQuestion, { minLength: 1, maxLength: 12 }), fc.nat(11), (questions, at) => {
        const before = modelScore(model, questions);
        const better = questions.map((each, index) =>
          index === at % questions.length ? { ...each, score: Math.max(each.score ?? 0, each.best) } : each,
        );
        const after = modelScore(model, better);
        if (before.score === null) {
          expect(after.score).toBeNull();
          return;
        }
        expect(before.score).toBeGreaterThanOrEqual(0);
        expect(before.score).toBeLessThanOrEqual(5);
        expect(before.figure).toBeLessThanOrEqual(
          scaleOf(
            model,
            questions.map(({ level }) => level),
          ) + 1e-9,
        );
        expect(after.score).toBeGreaterThanOrEqual(before.score - 1e-12);
      }),
    );
  });
});
