import type { ScoreRow } from "@/db/queries/assessment/write-response";
import { countsOf, sumsOf, type Scorable, type SetCounts } from "@/lib/assessment/scoring";
import type { DemoAnswer, FirstRound } from "./answers";

/** An answer as it stood at a moment; undefined before it was given. */
function scorableAt(answer: DemoAnswer, at: number): Scorable | undefined {
  if (answer.answeredAt > at) return undefined;
  const score = answer.changedAt > at ? (answer.earlier ?? answer.score) : answer.score;
  return {
    maturityScore: answer.notApplicable ? null : score,
    notApplicable: answer.notApplicable,
    answered: true,
    status: statusAt(answer, at),
    weight: answer.question.weight,
  };
}

function statusAt({ firstRound, reviewedAt, status }: DemoAnswer, at: number) {
  if (firstRound && at < firstRound.nextAt) return at < firstRound.submittedAt ? "draft" : "approved";
  return reviewedAt === null || reviewedAt <= at ? status : "submitted";
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
    asked: 0,
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

/** When the demo took snapshots of a product: every month since the first answer, at the close of a round, and now. */
export function momentsOf(months: number, firstRound: FirstRound | null, now: number) {
  const monthly = Array.from({ length: months }, (_, at) => ({ at: now - (months - 1 - at) * MONTH, closes: false }));
  // Between the close of a round and the start of the next nothing happens.
  const idle = ({ at }: { at: number }) => firstRound !== null && at > firstRound.closedAt && at < firstRound.nextAt;
  const moments = monthly.filter((moment) => !idle(moment));
  const all = firstRound ? [...moments, { at: firstRound.closedAt, closes: true }] : moments;
  return all
    .sort((a, b) => a.at - b.at)
    .map(({ at, closes }) => ({ at: new Date(at), closes, round: firstRound && at >= firstRound.nextAt ? 2 : 1 }));
}
