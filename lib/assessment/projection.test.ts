import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ScoreRow } from "@/db/queries/assessment/write-response";
import type { PlanAnswer } from "./findings";
import { maturityOf } from "./maturity";
import { modelScore, scaleOf, type ScoringModel } from "./model-score";
import { projectedMaturity } from "./projection";
import { scoreKey, type PlacedQuestion, type Questionnaire } from "./questionnaire";
import { sumsOf } from "./scoring";

const TITLES = ["Secrets", "Keys", "Pipelines"];

/** A questionnaire of one section and three dimensions, one of them with a subdimension. */
function questionnaireOf(model: ScoringModel, weights: number[]): Questionnaire {
  const questions = weights.map(
    (weight, at) =>
      ({
        id: at + 1,
        weight,
        section: "Build",
        dimension: TITLES[at % 3],
        subdimension: at % 3 === 0 && at % 2 === 0 ? "Rotation" : "",
        level: (at % 3) + 1,
        options: [{ score: 5 }],
      }) as unknown as PlacedQuestion,
  );
  const places = new Map<
    string,
    { section: string; dimension: string; subdimension: string; total: number; scale: number }
  >();
  for (const { section, dimension, subdimension, level } of questions)
    for (const each of new Set(["", subdimension])) {
      const place = { section, dimension, subdimension: each };
      const total = (places.get(scoreKey(place))?.total ?? 0) + 1;
      places.set(scoreKey(place), { ...place, total, scale: scaleOf(model, [level]) });
    }
  return {
    scoring_model: model,
    sections: [],
    questions,
    byId: new Map(questions.map((question) => [question.id, question])),
    places,
  } as unknown as Questionnaire;
}

/** What saves would have kept of these answers, counted from the start. */
function keptFor(questionnaire: Questionnaire, answers: ReadonlyMap<number, PlanAnswer>): ScoreRow[] {
  return [...questionnaire.places.values()].map((place) => {
    const own = questionnaire.questions.filter(
      (question) => question.dimension === place.dimension && ["", question.subdimension].includes(place.subdimension),
    );
    const sums = own.map((question) => {
      const answer = answers.get(question.id);
      return sumsOf(
        answer && { ...answer, maturityScore: answer.score, status: "draft" as const, weight: question.weight },
      );
    });
    const total = (name: keyof (typeof sums)[number]) => sums.reduce((sum, each) => sum + each[name], 0);
    const model = questionnaire.scoring_model;
    return {
      section: place.section,
      dimension: place.dimension,
      subdimension: place.subdimension,
      weighted_sum: total("weightedSum"),
      weight: total("weight"),
      answered: total("answered"),
      scored: total("scored"),
      not_applicable: total("notApplicable"),
      asked: 0,
      approved_weighted_sum: 0,
      approved_weight: 0,
      approved: 0,
      model_score:
        model === "mean"
          ? null
          : modelScore(
              model,
              own.map((question) => ({
                level: question.level,
                weight: question.weight,
                best: 5,
                score: answers.get(question.id)?.score ?? null,
                notApplicable: answers.get(question.id)?.notApplicable ?? false,
              })),
            ).score,
      approved_model_score: null,
    };
  });
}

const answer = fc.oneof(
  fc.constant(undefined),
  fc.constant({ score: null, notApplicable: true, answered: false }),
  fc.constant({ score: null, notApplicable: false, answered: true }),
  fc.integer({ min: 0, max: 500 }).map((score) => ({ score: score / 100, notApplicable: false, answered: true })),
);
const place = fc.record({
  model: fc.constantFrom<ScoringModel>("mean", "samm", "high_water"),
  questions: fc.array(fc.record({ weight: fc.integer({ min: 1, max: 300 }), answer }), { minLength: 3, maxLength: 14 }),
  planned: fc.array(
    fc.record({ question_id: fc.integer({ min: 1, max: 16 }), target_score: fc.integer({ min: 0, max: 5 }) }),
    {
      maxLength: 10,
    },
  ),
});

function standingOf({
  model,
  questions,
}: {
  model: ScoringModel;
  questions: { weight: number; answer?: PlanAnswer }[];
}) {
  const questionnaire = questionnaireOf(
    model,
    questions.map(({ weight }) => weight),
  );
  const answers = new Map(questions.flatMap(({ answer }, at) => (answer ? [[at + 1, answer] as const] : [])));
  return { questionnaire, answers, scores: keptFor(questionnaire, answers) };
}

describe("a projection", () => {
  it("is what scoring says once the answers have the planned scores", () => {
    fc.assert(
      fc.property(place, (given) => {
        const standing = standingOf(given);
        const then = new Map<number, PlanAnswer>(standing.answers);
        for (const { question_id, target_score } of given.planned) {
          const before = then.get(question_id);
          if (!standing.questionnaire.byId.has(question_id) || before?.notApplicable) continue;
          const score = Math.max(target_score, before?.score ?? 0);
          then.set(question_id, { score, notApplicable: false, answered: true });
        }
        expect(projectedMaturity(standing, given.planned)).toEqual(
          maturityOf(keptFor(standing.questionnaire, then), standing.questionnaire),
        );
      }),
    );
  });

  it("never lowers the score of a dimension whose questions are all answered", () => {
    fc.assert(
      fc.property(place, (given) => {
        const questions = given.questions.map(({ weight, answer }, at) => ({
          weight,
          answer: { score: answer?.score ?? at % 5, notApplicable: false, answered: true },
        }));
        const standing = standingOf({ model: given.model, questions });
        const before = maturityOf(standing.scores, standing.questionnaire);
        const after = projectedMaturity(standing, given.planned);
        expect(after.overall_score).toBeGreaterThanOrEqual(before.overall_score);
      }),
    );
  });

  it("changes nothing without a plan", () => {
    fc.assert(
      fc.property(place, (given) => {
        const standing = standingOf(given);
        expect(projectedMaturity(standing, [])).toEqual(maturityOf(standing.scores, standing.questionnaire));
      }),
    );
  });
});
