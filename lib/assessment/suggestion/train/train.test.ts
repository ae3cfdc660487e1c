import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Model } from "../model";
import { examples, unseenAnswers } from "./examples";
import { figuresOf } from "./figures";
import { keywordRule } from "./keyword-rule";
import { foldsOf, train, written } from "./train";
import { suggestScore } from "../../suggest-score";
import { ready } from "../model";

const file = readFileSync("lib/assessment/suggestion/model.json", "utf8");
const shipped = JSON.parse(file) as Model;

describe("the shipped model", () => {
  it("is what the project's data and code give", { timeout: 120_000 }, () => {
    const trained = train(examples);
    expect(trained.trained_on).toBe(shipped.trained_on);
    expect(Object.keys(trained.weights)).toEqual(Object.keys(shipped.weights));
    for (const [name, weight] of Object.entries(trained.weights)) expect(weight).toBeCloseTo(shipped.weights[name]!, 3);
    expect([trained.common, trained.familiar]).toEqual([shipped.common, shipped.familiar]);
    expect(written(shipped)).toBe(file);
  });

  it("errs at most half as much as the keyword rule on questionnaires it has never seen", () => {
    const guess = (read: (at: (typeof unseenAnswers)[number]) => number | null) =>
      figuresOf(unseenAnswers.map((answer) => ({ right: answer.score, guessed: read(answer), confidence: 1 })));
    const model = guess(({ text, question }) => suggestScore(text, question).score);
    const always = guess(({ text, question }) => suggestScore(text, question, ready(shipped), 0).score ?? 3);
    const rule = guess(({ text }) => keywordRule(text));
    expect(model.meanError).toBeLessThan(rule.meanError / 2);
    expect(always.meanError).toBeLessThan(rule.meanError / 2);
    expect(model.coverage).toBeGreaterThan(0.75);
  });
});

describe("training", () => {
  it("never uses an answer of the questionnaires it is tried on, and keeps the answers of a question together", () => {
    const texts = new Set(examples.map(({ text }) => text));
    expect(unseenAnswers.filter(({ text }) => texts.has(text))).toEqual([]);
    const folds = foldsOf(
      examples.map(({ group }) => group),
      10,
    );
    expect(folds.size).toBe(115);
    expect(new Set(folds.values()).size).toBe(10);
  });
});

describe("the keyword rule", () => {
  it.each([
    ["no", 1],
    ["We have nothing yet", 1],
    ["A manual check", 2],
    ["It is documented and manual", 3],
    ["Continuous checks", 4],
    [`Documented ${"x".repeat(200)}`, 4],
    [`Automated ${"x".repeat(200)}`, 5],
    ["x".repeat(201), 2],
  ])("reads %j as %d", (text, score) => expect(keywordRule(text)).toBe(score));
});

describe("figures", () => {
  const of = (pairs: [number, number | null][]) =>
    figuresOf(pairs.map(([right, guessed]) => ({ right, guessed, confidence: 0.5 })));

  it("count errors of the guesses made", () => {
    expect(
      of([
        [1, 1],
        [2, 4],
        [3, null],
        [5, 4],
      ]),
    ).toMatchObject({ coverage: 0.75, meanError: 1, exact: 1 / 3, withinOne: 2 / 3 });
  });

  it("correlate ranks, ties sharing theirs", () => {
    expect(
      of([
        [1, 2],
        [2, 3],
        [3, 5],
      ]).rankCorrelation,
    ).toBeCloseTo(1);
    expect(
      of([
        [1, 5],
        [2, 4],
        [3, 1],
      ]).rankCorrelation,
    ).toBeCloseTo(-1);
    expect(
      of([
        [1, 3],
        [2, 3],
      ]).rankCorrelation,
    ).toBe(0);
    expect(
      of([
        [1, 1],
        [1, 2],
        [2, 2],
      ]).rankCorrelation,
    ).toBeCloseTo(0.5);
  });
});
