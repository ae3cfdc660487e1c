import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findingsOf, type PlanAnswer } from "./findings";
import { inRank, priorityOf, urgencyOf, type Ranked } from "./priority";
import type { PlacedQuestion, Questionnaire } from "./questionnaire";
import { resultsOf } from "./results";
import { maturityOf } from "./maturity";
import { targetsBy, type Target } from "./targets";

const question = (id: number, more: Partial<PlacedQuestion> = {}) =>
  ({
    id,
    code: `Q${id}`,
    text: `Question ${id}?`,
    section: "Build",
    sectionId: 1,
    dimension: "Secrets",
    dimensionId: 11,
    subdimension: "",
    weight: 100,
    effort: null,
    depends_on: [],
    level: null,
    options: [1, 2, 3, 4, 5].map((score) => ({ score })),
    ...more,
  }) as unknown as PlacedQuestion;

const asked = (questions: PlacedQuestion[]) =>
  ({ scoring_model: "mean", sections: [], questions, places: new Map() }) as unknown as Questionnaire;

function find(
  questions: PlacedQuestion[],
  scores: Record<number, number | null | "n/a">,
  standard: number | null = 4,
  own: Target[] = [],
) {
  const answers = new Map<number, PlanAnswer>(
    Object.entries(scores).map(([id, score]) => [
      Number(id),
      { score: score === "n/a" ? null : score, notApplicable: score === "n/a", answered: true },
    ]),
  );
  const questionnaire = asked(questions);
  const targetOf = targetsBy(standard, own);
  const sections = resultsOf(maturityOf([], questionnaire), questionnaire, targetOf);
  return findingsOf(questionnaire, answers, sections, targetOf);
}
const codes = (findings: ReturnType<typeof find>) => findings.questions.map(({ code }) => code);

describe("the priority", () => {
  it("is nothing where the target is met, and grows with the square of the gap", () => {
    expect(urgencyOf(4, 4)).toBe(0);
    expect(urgencyOf(5, 3)).toBe(0);
    expect(urgencyOf(3, 4)).toBe(3);
    expect(urgencyOf(2, 4)).toBe(8);
    expect(priorityOf({ score: 2, target: 4, share: 0.05, effort: 2 })).toBe(20);
  });
});

describe("findings", () => {
  it("are the questions below their target, the most urgent first", () => {
    const found = find([question(1), question(2), question(3)], { 1: 3, 2: 1, 3: 4 });
    expect(codes(found)).toEqual(["Q2", "Q1"]);
    expect(found.questions[0]).toMatchObject({ score: 1, target: 4, gap: 3, goal: 4, share: 1 / 3, effort: 3 });
  });

  it("weigh the share of the overall score against the effort", () => {
    const questions = [question(1, { effort: 5 }), question(2, { effort: 1 }), question(3, { weight: 600 })];
    expect(codes(find(questions, { 1: 2, 2: 2, 3: 2 }))).toEqual(["Q3", "Q2", "Q1"]);
    const shares = find(questions, { 1: 2, 2: 2, 3: "n/a" }).questions.map(({ share }) => share);
    expect(shares).toEqual([0.5, 0.5]);
  });

  it("go by the target of the dimension, of its section, of the product, in this order", () => {
    const questions = [
      question(1),
      question(2, { dimension: "Keys", dimensionId: 12 }),
      question(3, { section: "Test" }),
    ];
    const own = [
      { section: "Build", dimension: "", level: 3 },
      { section: "Build", dimension: "Keys", level: 5 },
    ];
    const targets = find(questions, { 1: 1, 2: 1, 3: 1 }, 2, own).questions;
    expect(Object.fromEntries(targets.map(({ code, target }) => [code, target]))).toEqual({ Q1: 3, Q2: 5, Q3: 2 });
    expect(find(questions, { 1: 1 }, null).questions).toEqual([]);
  });

  it("plan for the least option that is enough, and ask for no more than the best", () => {
    const [finding] = find([question(1)], { 1: 1 }, 2.5).questions;
    expect(finding).toMatchObject({ target: 2.5, goal: 3 });
    const few = question(1, { options: [0, 2.5].map((score) => ({ score })) as PlacedQuestion["options"] });
    expect(find([few], { 1: 0 }, 4).questions[0]).toMatchObject({ target: 2.5, goal: 2.5 });
    expect(find([few], { 1: 2.5 }, 4).questions).toEqual([]);
  });

  it("leave out what has no score and what is not applicable, and count the first", () => {
    const found = find([question(1), question(2), question(3)], { 1: null, 2: "n/a" });
    expect(found).toMatchObject({ questions: [], unscored: 2 });
  });

  it("rank after what they depend on, as long as that is open, and say so", () => {
    const chain = [question(1, { depends_on: ["Q2"] }), question(2, { depends_on: ["Q3"] }), question(3)];
    expect(codes(find(chain, { 1: 1, 2: 2, 3: 3 }))).toEqual(["Q3", "Q2", "Q1"]);
    expect(find(chain, { 1: 1, 2: 2, 3: 3 }).questions[2]!.first).toMatchObject([{ code: "Q2" }]);
    const met = find(chain, { 1: 1, 2: 4, 3: 3 });
    expect(codes(met)).toEqual(["Q1", "Q3"]);
    expect(met.questions[0]!.first).toEqual([]);
    // What is not answered is open too, and hands on what it depends on itself.
    const unanswered = find(chain, { 1: 1, 3: 3 });
    expect(codes(unanswered)).toEqual(["Q3", "Q1"]);
    expect(unanswered.questions[1]!.first).toMatchObject([{ code: "Q2" }]);
  });

  it("know nothing of codes that the questionnaire does not have, nor of themselves", () => {
    const [finding] = find([question(1, { depends_on: ["Q9", "Q1"] })], { 1: 1 }).questions;
    expect(finding!.first).toEqual([]);
  });
});

describe("inRank", () => {
  const items = fc
    .array(
      fc.record({ priority: fc.integer({ min: 0, max: 50 }), after: fc.array(fc.nat({ max: 12 }), { maxLength: 3 }) }),
      {
        maxLength: 12,
      },
    )
    .map((list) => list.map(({ priority, after }, at) => ({ key: `${at}`, priority, after: after.map(String) })));
  const acyclic = items.map((list) =>
    list.map((item) => ({ ...item, after: item.after.filter((key) => Number(key) < Number(item.key)) })),
  );

  it("keeps every item once, circles or not", () => {
    fc.assert(
      fc.property(items, (list) => {
        expect(
          inRank(list)
            .map(({ key }) => Number(key))
            .sort((a, b) => a - b),
        ).toEqual(list.map((_, at) => at));
      }),
    );
  });

  it("puts nothing before what it needs, and otherwise the higher priority first", () => {
    fc.assert(
      fc.property(acyclic, (list) => {
        const ranked = inRank(list);
        const place = new Map(ranked.map(({ key }, at) => [key, at]));
        for (const { key, after } of ranked)
          for (const first of after) expect(place.get(first)!).toBeLessThan(place.get(key)!);
        ranked.forEach((item, at) => {
          // Whatever comes later and was free already is not more urgent.
          const done = new Set(ranked.slice(0, at).map(({ key }) => key));
          const free = (each: Ranked) => each.after.every((key) => done.has(key));
          for (const later of ranked.slice(at + 1))
            if (free(later)) expect(later.priority).toBeLessThanOrEqual(item.priority);
        });
      }),
    );
  });

  it("goes on with the most urgent where things need each other", () => {
    const circle = ["a", "b"].map((key, at) => ({ key, priority: at, after: at ? ["a"] : ["b"] }));
    expect(inRank(circle).map(({ key }) => key)).toEqual(["b", "a"]);
  });
});
