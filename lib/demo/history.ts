import type { ScoreRow } from "@/db/queries/assessment/write-response";
import { maturityOf } from "@/lib/assessment/maturity";
import type { Questionnaire } from "@/lib/assessment/questionnaire";
import { countsOf, sumsOf, type Scorable, type SetCounts } from "@/lib/assessment/scoring";
import type { DemoAnswer } from "./answers";

/** An answer as it stood at a moment; undefined before it was given. */
function scorableAt(answer: DemoAnswer, at: number): Scorable | undefined {
  if (answer.answeredAt > at) return undefined;
  const score = answer.changedAt > at ? (answer.earlier ?? answer.score) : answer.score;
  const reviewed = answer.reviewedAt !== null && answer.reviewedAt <= at;
  return {
    maturityScore: answer.notApplicable ? null : score,
    notApplicable: answer.notApplicable,
    answered: true,
    status: reviewed || answer.reviewedAt === null ? answer.status : "submitted",
    weight: answer.question.weight,
  };
}

const add = <Sums extends object>(to: Sums, more: Sums) => {
  for (const name of Object.keys(more) as (keyof Sums)[]) (to[name] as number) += more[name] as number;
};

/** The score rows of an answer set at a moment, as saves would have left them. */
export function scoreRowsAt(answers: readonly DemoAnswer[], at: number): ScoreRow[] {
  const rows = new Map<string, { section: string; sums: ReturnType<typeof sumsOf> }>();
  for (const answer of answers) {
    const scorable = scorableAt(answer, at);
    if (!scorable) continue;
    const row = rows.get(answer.question.dimension) ?? { section: answer.question.section, sums: sumsOf(undefined) };
    add(row.sums, sumsOf(scorable));
    rows.set(answer.question.dimension, row);
  }
  return [...rows].map(([dimension, { section, sums }]) => ({
    section,
    dimension,
    subdimension: "",
    weighted_sum: sums.weightedSum,
    weight: sums.weight,
    answered: sums.answered,
    scored: sums.scored,
    not_applicable: sums.notApplicable,
    approved_weighted_sum: sums.approvedWeightedSum,
    approved_weight: sums.approvedWeight,
    approved: sums.approved,
    model_score: null,
    approved_model_score: null,
  }));
}

export function setCountsAt(answers: readonly DemoAnswer[], at: number): SetCounts {
  const counts = countsOf(undefined);
  for (const answer of answers) add(counts, countsOf(scorableAt(answer, at)));
  return counts;
}

const MONTH = 30 * 86_400_000;

/** Snapshots of every month since the first answer, and one of now. */
export function snapshotsOf(answers: readonly DemoAnswer[], questionnaire: Questionnaire, months: number, now: number) {
  const moments = Array.from({ length: months }, (_, at) => now - (months - 1 - at) * MONTH);
  return moments.flatMap((at) => {
    const rows = scoreRowsAt(answers, at);
    if (rows.length === 0) return [];
    const maturity = maturityOf(rows, questionnaire);
    const validated = maturity.validated.coverage > 0;
    return {
      cause: validated ? ("review" as const) : ("submit" as const),
      overallScore: maturity.overall_score,
      validatedScore: validated ? maturity.validated.overall_score : null,
      coverage: maturity.coverage,
      validatedCoverage: maturity.validated.coverage,
      takenAt: new Date(at),
      scores: Object.entries(maturity.dimension_scores).map(([dimension, figures]) => ({
        section: figures.section,
        dimension,
        average: figures.average,
        validated: figures.validated.average,
      })),
    };
  });
}
