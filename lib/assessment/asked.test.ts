import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { askedBy, chosenOptions, rulesBelow, type AskRule } from "./asked";
import { conditionProblems, rulesOf } from "./conditions";

const rule = (questionId: number, decidedBy: number, options: number[], match: "any" | "all" = "any"): AskRule => ({
  questionId,
  decidedBy,
  match,
  options,
});
const rules = [rule(2, 1, [11]), rule(3, 2, [21, 22]), rule(4, 2, [21, 22], "all"), rule(5, 1, [12])];
const asked = (chosen: Record<number, number[]>) => [...askedBy(rules, (id) => chosen[id] ?? [])];

describe("which questions are asked", () => {
  it("are none before anything is decided", () => expect(asked({})).toEqual([]));

  it("follows any or all of the options chosen", () => {
    expect(asked({ 1: [11] })).toEqual([2]);
    expect(asked({ 1: [11], 2: [22] })).toEqual([2, 3]);
    expect(asked({ 1: [11], 2: [22, 21] })).toEqual([2, 3, 4]);
  });

  it("ends with what decided it, whatever was once answered to that", () => {
    expect(asked({ 1: [12], 2: [21, 22] })).toEqual([5]);
  });

  it("is turned by a question only below it", () => {
    expect(rulesBelow(rules, 1).map(({ questionId }) => questionId)).toEqual([2, 3, 4, 5]);
    expect(rulesBelow(rules, 2).map(({ questionId }) => questionId)).toEqual([3, 4]);
    expect(rulesBelow(rules, 5)).toEqual([]);
  });

  it("is the same whether all is looked at or what is below the question that changed", () => {
    const chain = fc.array(
      fc.record({ by: fc.nat(), options: fc.uniqueArray(fc.nat(2), { minLength: 1 }), all: fc.boolean() }),
      {
        maxLength: 8,
      },
    );
    const answers = fc.array(fc.uniqueArray(fc.nat(2)), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(chain, answers, fc.nat(8), fc.uniqueArray(fc.nat(2)), (links, before, at, now) => {
        const made = links.map(({ by, options, all }, n) => rule(n + 1, by % (n + 1), options, all ? "all" : "any"));
        const after = before.map((chosen, n) => (n === at ? now : chosen));
        const was = askedBy(made, (id) => before[id]!);
        const below = new Set(rulesBelow(made, at).map(({ questionId }) => questionId));
        const is = askedBy(made, (id) => after[id]!);
        for (const { questionId } of made)
          if (!below.has(questionId)) expect(is.has(questionId)).toBe(was.has(questionId));
      }),
    );
  });

  it("counts no option of what does not apply", () => {
    expect(chosenOptions({ notApplicable: true, optionId: 1, optionIds: null })).toEqual([]);
    expect(chosenOptions({ notApplicable: false, optionId: 1, optionIds: null })).toEqual([1]);
    expect(chosenOptions({ notApplicable: false, optionId: null, optionIds: [1, 2] })).toEqual([1, 2]);
    expect(chosenOptions({ notApplicable: false, optionId: null, optionIds: null })).toEqual([]);
  });
});

describe("conditions of a version", () => {
  const question = (code: string, options: number, depends?: [string, ...number[]]) => ({
    code,
    options: Array.from({ length: options }, (_, id) => ({ id: code.charCodeAt(0) * 10 + id })),
    condition: depends ? { question: depends[0], match: "any" as const, options: depends.slice(1) as number[] } : null,
  });

  it.each([
    ["none", [question("A", 2), question("B", 2)], []],
    ["on what comes before", [question("A", 2), question("B", 2, ["A", 1, 2])], []],
    ["on what is not there", [question("A", 2, ["Z", 1])], ["A depends on Z, which is no question of this version."]],
    [
      "on what comes later",
      [question("A", 2, ["B", 1]), question("B", 2)],
      ["A depends on B, which does not come before it."],
    ],
    ["on itself", [question("A", 2, ["A", 1])], ["A depends on A, which does not come before it."]],
    ["on no option", [question("A", 2), question("B", 2, ["A"])], ["B depends on A, but on none of its options."]],
    [
      "on options that are not there",
      [question("A", 2), question("B", 2, ["A", 0, 3])],
      ["B depends on option 0, 3 of A, which has 2."],
    ],
  ])("%s", (_, questions, problems) => expect(conditionProblems(questions)).toEqual(problems));

  it("are rules between ids", () => {
    const questions = [question("A", 2), question("B", 2, ["A", 2])].map((each, id) => ({ ...each, id }));
    expect(rulesOf(questions)).toEqual([{ questionId: 1, decidedBy: 0, match: "any", options: [651] }]);
  });
});
