import type { ResponseStatus } from "@/db/schema/assessment/questionnaire-responses";

/** What of a response counts towards a score. Weights are in hundredths. */
export interface Scorable {
  maturityScore: number | null;
  notApplicable: boolean;
  /** Whether it says anything: an option, a text, or not applicable. */
  answered: boolean;
  status: ResponseStatus;
  weight: number;
}

/** What one response adds to its dimension's sums (see maturity_scores, also for the units). */
export interface ScoreSums {
  weightedSum: number;
  weight: number;
  answered: number;
  scored: number;
  notApplicable: number;
  approvedWeightedSum: number;
  approvedWeight: number;
  approved: number;
}

/** What one response adds to its answer set's counts (see answer_sets). */
export interface SetCounts {
  answered: number;
  notApplicable: number;
  draft: number;
  submitted: number;
  approved: number;
  approvedNotApplicable: number;
  needsRevision: number;
  rejected: number;
}

/** A score in hundredths, so that sums stay whole numbers and are the same in any order. */
const hundredths = (score: number) => Math.round(score * 100);

/** The mean that sums stand for, 0–5; null where nothing is scored. */
export const meanOf = (weightedSum: number, weight: number) => (weight > 0 ? weightedSum / (weight * 100) : null);

const one = (condition: boolean) => (condition ? 1 : 0);

/** The sums a response contributes; nothing for none. Not applicable leaves numerator and denominator. */
export function sumsOf(response: Scorable | undefined): ScoreSums {
  const counts = response !== undefined && response.answered && !response.notApplicable;
  const score = counts ? response.maturityScore : null;
  const weight = score === null ? 0 : response!.weight;
  const weighted = score === null ? 0 : hundredths(score) * weight;
  const approved = score !== null && response!.status === "approved";
  return {
    weightedSum: weighted,
    weight,
    answered: one(counts),
    scored: one(score !== null),
    notApplicable: one(response?.notApplicable ?? false),
    approvedWeightedSum: approved ? weighted : 0,
    approvedWeight: approved ? weight : 0,
    approved: one(approved),
  };
}

/** The counts a response to the questionnaire contributes to its answer set. */
export function countsOf(response: Scorable | undefined): SetCounts {
  const is = (status: ResponseStatus) => one(response !== undefined && response.status === status);
  const notApplicable = response?.notApplicable ?? false;
  return {
    answered: one(response !== undefined && response.answered && !notApplicable),
    notApplicable: one(notApplicable),
    draft: is("draft"),
    submitted: is("submitted"),
    approved: is("approved"),
    approvedNotApplicable: one(notApplicable && response?.status === "approved"),
    needsRevision: is("needs_revision"),
    rejected: is("rejected"),
  };
}

/** What changed from one contribution to the next, field by field. */
export function difference<Sums extends object>(before: Sums, after: Sums): Sums {
  const earlier = before as Record<string, number>;
  return Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - earlier[name]!])) as Sums;
}

/** Two decimals, half up; a hair below the half counts as it, so that the order of a sum's terms decides nothing. */
export const roundScore = (score: number) => Math.floor(score * 100 + 0.5 + 1e-9) / 100;

/** Mean of the dimension averages (0–5) that have one, two decimals; 1.0 when there is none, as the original system. */
export function overallOf(averages: readonly (number | null)[]): number {
  const known = averages.filter((average) => average !== null);
  return known.length ? roundScore(known.reduce((sum, average) => sum + average, 0) / known.length) : 1;
}

export type MaturityLevel = "Initial" | "Developing" | "Defined" | "Managed" | "Optimized";

/** The level a score (0–5) stands for: from 1.5, 2.5, 3.5 and 4.5 the next. */
export function levelOf(score: number): MaturityLevel {
  if (score >= 4.5) return "Optimized";
  if (score >= 3.5) return "Managed";
  if (score >= 2.5) return "Defined";
  return score >= 1.5 ? "Developing" : "Initial";
}

/** Part of the applicable questions that are done, 0–1. Where nothing is applicable, all of it is. */
export function coverageOf(done: number, total: number, notApplicable: number): number {
  if (total <= 0) return 0;
  return total > notApplicable ? Math.min(1, done / (total - notApplicable)) : 1;
}
