/*
 * Which questions are asked: pure, the same for the server and for the screen, which shows at once what a choice opens.
 */

import type { AnswerType } from "./answer-value";

/** A question is asked only where any or all of these options (ids) of another question are chosen. */
export interface AskRule {
  questionId: number;
  decidedBy: number;
  match: "any" | "all";
  options: readonly number[];
}

/** A question that decides whether others are asked. */
export interface DecidingQuestion {
  id: number;
  sectionId: number;
  text: string;
  type: AnswerType;
  options: { id: number; text: string; minimum: number | null }[];
  /** The options its answer chooses as it stands. */
  chosen: readonly number[];
}

/** The options an answer chooses; none where it chooses nothing or the question does not apply. */
export const chosenOptions = (answer: {
  notApplicable: boolean;
  optionId: number | null;
  optionIds: readonly number[] | null;
}): readonly number[] => {
  if (answer.notApplicable) return [];
  return answer.optionIds ?? (answer.optionId === null ? [] : [answer.optionId]);
};

/**
 * Of the questions with a rule, those that are asked. A question that is not asked decides nothing, whatever was once
 * answered to it. Rules come in the order of their questions, and a question is decided by an earlier one.
 */
export function askedBy(rules: readonly AskRule[], chosen: (questionId: number) => readonly number[]): Set<number> {
  const ruled = new Set(rules.map(({ questionId }) => questionId));
  const asked = new Set<number>();
  for (const { questionId, decidedBy, match, options } of rules) {
    if (ruled.has(decidedBy) && !asked.has(decidedBy)) continue;
    const picked = chosen(decidedBy);
    const met = (option: number) => picked.includes(option);
    if (options.some(met) && (match === "any" || options.every(met))) asked.add(questionId);
  }
  return asked;
}

/** The rules that a question's answer may turn, directly or through others, in order. */
export function rulesBelow(rules: readonly AskRule[], questionId: number): AskRule[] {
  const turning = new Set([questionId]);
  return rules.filter((rule) => {
    if (!turning.has(rule.decidedBy)) return false;
    turning.add(rule.questionId);
    return true;
  });
}
