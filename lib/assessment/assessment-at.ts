import type { AnswerAtRow } from "@/db/queries/assessment/answers-at";
import type { ScoreRow } from "@/db/queries/assessment/write-response";
import { scoreKey, type Place, type Questionnaire } from "./questionnaire";
import { sumsOf, type ScoreSums } from "./scoring";

/** Where an answer stands: by the questionnaire where it asks the question, else by the response's own titles. */
export function placeOf(row: AnswerAtRow, questionnaire: Questionnaire): Place & { weight: number } {
  return (row.question_id !== null && questionnaire.byId.get(row.question_id)) || row;
}

/** The sums that these answers make, as saves would have kept them: what every score follows from. */
export function scoreRowsOf(rows: readonly AnswerAtRow[], questionnaire: Questionnaire): ScoreRow[] {
  const byKey = new Map<string, { place: Place; sums: ScoreSums }>();
  for (const row of rows) {
    const { section, dimension, subdimension, weight } = placeOf(row, questionnaire);
    const sums = sumsOf({
      maturityScore: row.maturity_score,
      notApplicable: row.not_applicable,
      answered: row.answered,
      status: row.status,
      weight,
    });
    for (const part of subdimension ? ["", subdimension] : [""]) {
      const place = { section, dimension, subdimension: part };
      const kept = byKey.get(scoreKey(place)) ?? { place, sums: sumsOf(undefined) };
      for (const name of Object.keys(sums) as (keyof ScoreSums)[]) kept.sums[name] += sums[name];
      byKey.set(scoreKey(place), kept);
    }
  }
  return [...byKey.values()].map(({ place, sums }) => ({
    ...place,
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

/** Of several versions of a questionnaire, the one that asks most of what was answered; the first where they are alike. */
export function versionAsked(rows: readonly AnswerAtRow[], versions: readonly Questionnaire[]): Questionnaire {
  const asks = (version: Questionnaire) =>
    rows.reduce((sum, row) => sum + (row.question_id !== null && version.byId.has(row.question_id) ? 1 : 0), 0);
  return versions.reduce((best, version) => (asks(version) > asks(best) ? version : best));
}
