import type { AnswerAtRow } from "@/db/queries/assessment/answers-at";
import type { ScoreRow } from "@/db/queries/assessment/write-response";
import { bestScore } from "./answer-value";
import { askedBy, chosenOptions } from "./asked";
import { modelScore } from "./model-score";
import { scoreKey, type Place, type PlacedQuestion, type Questionnaire } from "./questionnaire";
import { sumsOf, type ScoreSums } from "./scoring";

/** Where an answer stands: by the questionnaire where it asks the question, else by the response's own titles. */
export function placeOf(row: AnswerAtRow, questionnaire: Questionnaire): Place & { weight: number } {
  return (row.question_id !== null && questionnaire.byId.get(row.question_id)) || row;
}

type Kept = ScoreSums & { asked: number };

/** The sums that these answers make, and what the model makes of them, as saves would have kept them. */
export function scoreRowsOf(rows: readonly AnswerAtRow[], questionnaire: Questionnaire): ScoreRow[] {
  const isAsked = askedAmong(rows, questionnaire);
  const byKey = new Map<string, { place: Place; sums: Kept }>();
  const add = ({ section, dimension, subdimension }: Place, sums: Partial<Kept>) => {
    for (const part of subdimension ? ["", subdimension] : [""]) {
      const place = { section, dimension, subdimension: part };
      const kept = byKey.get(scoreKey(place)) ?? { place, sums: { ...sumsOf(undefined), asked: 0 } };
      for (const [name, sum] of Object.entries(sums)) kept.sums[name as keyof Kept] += sum;
      byKey.set(scoreKey(place), kept);
    }
  };
  for (const row of rows) {
    if (row.question_id !== null && !isAsked(row.question_id)) continue;
    const place = placeOf(row, questionnaire);
    const { maturity_score: maturityScore, not_applicable: notApplicable, answered, status } = row;
    add(place, sumsOf({ maturityScore, notApplicable, answered, status, weight: place.weight }));
  }
  for (const { questionId } of questionnaire.rules) {
    if (isAsked(questionId)) add(questionnaire.byId.get(questionId)!, { asked: 1 });
  }
  // Once there is an answer, a model has a score where nothing is answered, too.
  if (questionnaire.scoring_model !== "mean" && rows.length > 0)
    for (const { section, dimension, subdimension } of questionnaire.places.values())
      add({ section, dimension, subdimension }, {});
  const model = modeller(rows, questionnaire, isAsked);
  return [...byKey.values()].map(({ place, sums }) => ({
    ...place,
    ...model(place),
    asked: sums.asked,
    weighted_sum: sums.weightedSum,
    weight: sums.weight,
    answered: sums.answered,
    scored: sums.scored,
    not_applicable: sums.notApplicable,
    approved_weighted_sum: sums.approvedWeightedSum,
    approved_weight: sums.approvedWeight,
    approved: sums.approved,
  }));
}

/** Which questions these answers have the questionnaire ask. */
export function askedAmong(
  rows: readonly Pick<AnswerAtRow, "question_id" | "option_id" | "option_ids" | "not_applicable">[],
  { rules }: Questionnaire,
): (questionId: number) => boolean {
  if (rules.length === 0) return () => true;
  const byQuestion = new Map(rows.map((row) => [row.question_id, row]));
  const ruled = new Set(rules.map(({ questionId }) => questionId));
  const asked = askedBy(rules, (id) => {
    const row = byQuestion.get(id);
    return row
      ? chosenOptions({ notApplicable: row.not_applicable, optionId: row.option_id, optionIds: row.option_ids })
      : [];
  });
  return (id) => !ruled.has(id) || asked.has(id);
}

/** What the questionnaire's model makes of a place, all answers and approved ones; nothing under the model `mean`. */
function modeller(
  rows: readonly AnswerAtRow[],
  { scoring_model: model, questions }: Questionnaire,
  isAsked: (questionId: number) => boolean,
) {
  const none = { model_score: null, approved_model_score: null };
  if (model === "mean") return () => none;
  const byQuestion = new Map(rows.map((row) => [row.question_id, row]));
  const levelled = (question: PlacedQuestion, approvedOnly: boolean) => {
    const row = byQuestion.get(question.id);
    return {
      level: question.level,
      weight: question.weight,
      best: bestScore(question),
      score: row && (!approvedOnly || row.status === "approved") ? row.maturity_score : null,
      notApplicable: !isAsked(question.id) || (row?.not_applicable ?? false),
    };
  };
  return ({ section, dimension, subdimension }: Place) => {
    const here = questions.filter(
      (each) =>
        each.section === section &&
        each.dimension === dimension &&
        (!subdimension || each.subdimension === subdimension),
    );
    if (here.length === 0) return none;
    return {
      model_score: modelScore(
        model,
        here.map((question) => levelled(question, false)),
      ).score,
      approved_model_score: modelScore(
        model,
        here.map((question) => levelled(question, true)),
      ).score,
    };
  };
}

/** Of several versions of a questionnaire, the one that asks most of what was answered; the first where they are alike. */
export function versionAsked(rows: readonly AnswerAtRow[], versions: readonly Questionnaire[]): Questionnaire {
  const asks = (version: Questionnaire) =>
    rows.reduce((sum, row) => sum + (row.question_id !== null && version.byId.has(row.question_id) ? 1 : 0), 0);
  return versions.reduce((best, version) => (asks(version) > asks(best) ? version : best));
}
