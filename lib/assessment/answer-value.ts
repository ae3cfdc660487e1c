/*
 * What answers of each type look like: pure, the same for the server and for the screen that takes them.
 */

import type { QuestionType } from "@/db/schema/assessment/questions";

/** What a question takes for an answer. */
export type AnswerType = QuestionType;

/** Twelve digits before the point and six behind it: what a double keeps exactly and every locale can show. */
const NUMBER = /^[+-]?\d{1,12}(\.\d{1,6})?$/;

/** A number written with digits and a point, in whatever locale; undefined for anything else. */
export function readNumber(text: string): number | undefined {
  const trimmed = text.trim();
  return NUMBER.test(trimmed) ? Number(trimmed) + 0 : undefined;
}

/** The band a number falls into: the one with the greatest minimum that it reaches. */
export function bandOf<Band extends { minimum: number | null }>(bands: readonly Band[], value: number) {
  let found: Band | undefined;
  for (const band of bands) {
    const least = band.minimum ?? -Infinity;
    if (least <= value && (!found || least >= (found.minimum ?? -Infinity))) found = band;
  }
  return found;
}

export const EARLIEST_DATE = "1900-01-01";
export const LATEST_DATE = "2199-12-31";

/** A day of the calendar as ISO 8601 writes it, "2026-03-31"; undefined for anything else. */
export function readDate(text: string): string | undefined {
  const day = text.trim();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || day < EARLIEST_DATE || day > LATEST_DATE) return undefined;
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) ? day : undefined;
}

/** What stands for an answer that chooses none of several options. */
export const NONE_OF_THESE = "None of these";

/** The texts of several chosen options, as one. */
export const joinTexts = (texts: readonly string[]) => (texts.length ? texts.join("; ") : NONE_OF_THESE);

/** The best score that an answer to a question can have. Without options, whatever is given. */
export function bestScore(question: { type: AnswerType; options: readonly { score: number }[] }): number {
  if (question.options.length === 0) return 5;
  if (question.type === "options") return sumOfScores(question.options);
  return Math.max(...question.options.map(({ score }) => score));
}

/** The score of several chosen options: their sum, at most 5. */
export const sumOfScores = (options: readonly { score: number }[]) =>
  Math.min(
    500,
    options.reduce((sum, { score }) => sum + Math.round(score * 100), 0),
  ) / 100;
