import type { ScoreRow } from "@/db/queries/assessment/write-response";
import type { PlanAnswer } from "./findings";
import { maturityOf, type Maturity } from "./maturity";
import { modelScore } from "./model-score";
import { scoreKey, type PlacedQuestion, type Questionnaire } from "./questionnaire";
import { difference, sumsOf, type ScoreSums } from "./scoring";

/** What a plan is projected onto: what is kept of the product's answer set, and the answers behind it. */
export interface Standing {
  questionnaire: Questionnaire;
  scores: readonly ScoreRow[];
  answers: ReadonlyMap<number, PlanAnswer>;
}

/** A question whose answer is to have this score, 0–5. */
export interface PlannedScore {
  question_id: number;
  target_score: number;
}

/**
 * The maturity if these questions had the scores planned for them: the same sums, changed by the difference, through the
 * same functions as a save's. A plan never lowers a score, and what is not applicable stays so. Only the self-assessment
 * moves: nobody has approved what is planned.
 */
export function projectedMaturity(standing: Standing, planned: readonly PlannedScore[]): Maturity {
  const { questionnaire, scores, answers } = standing;
  const raised = raisedScores(standing, planned);
  const rows = new Map(scores.map((row) => [scoreKey(row), row]));
  const touched = new Set<string>();
  for (const [question, target] of raised) {
    const answer = answers.get(question.id);
    const state = { notApplicable: false, status: "draft", weight: question.weight } as const;
    const change = difference(
      sumsOf({ ...state, maturityScore: answer?.score ?? null, answered: answer?.answered ?? false }),
      sumsOf({ ...state, maturityScore: target, answered: true }),
    );
    for (const place of placesOf(question)) {
      const key = scoreKey(place);
      rows.set(key, added(rows.get(key) ?? { ...place, ...nothing }, change));
      touched.add(key);
    }
  }
  const model = questionnaire.scoring_model;
  if (model !== "mean" && touched.size > 0) {
    const asked = askedAt(questionnaire, touched);
    for (const key of touched) {
      const { score } = modelScore(
        model,
        asked.get(key)!.map((question) => ({
          level: question.level,
          weight: question.weight,
          best: question.options.length ? Math.max(...question.options.map((option) => option.score)) : 5,
          score: raised.get(question) ?? answers.get(question.id)?.score ?? null,
          notApplicable: answers.get(question.id)?.notApplicable ?? false,
        })),
      );
      rows.set(key, { ...rows.get(key)!, model_score: score });
    }
  }
  return maturityOf([...rows.values()], questionnaire);
}

/** The questions whose scores a plan raises, each with the highest score planned for it. */
function raisedScores({ questionnaire, answers }: Standing, planned: readonly PlannedScore[]) {
  const raised = new Map<PlacedQuestion, number>();
  for (const { question_id, target_score } of planned) {
    const question = questionnaire.byId.get(question_id);
    const answer = answers.get(question_id);
    if (!question || answer?.notApplicable) continue;
    if (target_score > (raised.get(question) ?? answer?.score ?? -1)) raised.set(question, target_score);
  }
  return raised;
}

/** A question counts in its dimension and, where it has one, in its subdimension. */
const placesOf = ({ section, dimension, subdimension }: PlacedQuestion) =>
  [...new Set(["", subdimension])].map((each) => ({ section, dimension, subdimension: each }));

function askedAt({ questions }: Questionnaire, places: ReadonlySet<string>) {
  const asked = new Map<string, PlacedQuestion[]>();
  for (const question of questions) {
    for (const key of placesOf(question).map(scoreKey)) {
      if (places.has(key)) asked.set(key, [...(asked.get(key) ?? []), question]);
    }
  }
  return asked;
}

const nothing = {
  weighted_sum: 0,
  weight: 0,
  answered: 0,
  scored: 0,
  not_applicable: 0,
  approved_weighted_sum: 0,
  approved_weight: 0,
  approved: 0,
  asked: 0,
  model_score: null,
  approved_model_score: null,
};

const added = (row: ScoreRow, change: ScoreSums): ScoreRow => ({
  ...row,
  weighted_sum: row.weighted_sum + change.weightedSum,
  weight: row.weight + change.weight,
  answered: row.answered + change.answered,
  scored: row.scored + change.scored,
});
