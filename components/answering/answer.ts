import type { ResponseStatus } from "../status/status-badges";

/** Where a score comes from: given with the answer, by the stage chosen, suggested from the text, or nowhere. */
export type ScoreSource = "provided" | "option" | "suggested" | "none";

/** What a person says to a question. Not applicable, the stage and the text do not count. */
export interface Answer {
  optionId: number | null;
  /** Of a question that takes several: those chosen. Empty: none of them; null: not answered by options. */
  optionIds: number[] | null;
  /** The answer in the person's own words; empty where it is the stage alone. */
  text: string;
  comment: string;
  notApplicable: boolean;
  reason: string;
}

/** An answer as the server last said it stands. */
export interface Standing extends Answer {
  /** 0: nothing saved yet. */
  version: number;
  responseId: number | null;
  status: ResponseStatus | "unanswered";
  score: number | null;
  scoreSource: ScoreSource;
  reasons: string[] | null;
  /** Who saved it last, and when (ISO 8601). */
  by: string;
  at: string | null;
}

export const blankStanding: Standing = {
  optionId: null,
  optionIds: null,
  text: "",
  comment: "",
  notApplicable: false,
  reason: "",
  version: 0,
  responseId: null,
  status: "unanswered",
  score: null,
  scoreSource: "none",
  reasons: null,
  by: "",
  at: null,
};

/** What a response looks like where the server describes one: in a section, or as what stands after a stale write. */
export interface DescribedResponse {
  id?: number;
  response_id?: number;
  version: number;
  status: ResponseStatus;
  option_id: number | null;
  option_ids?: number[] | null;
  answer: string;
  comment: string;
  not_applicable: boolean;
  not_applicable_reason: string;
  maturity_score: number | null;
  score_source?: ScoreSource;
  reasons?: string[] | null;
  answered_by: string;
  updated_at: string;
}

/**
 * Texts of a question's options by id: a chosen option without further words is stored with its own text. Null where the
 * answer is its text alone, and an option only says what it scores: a number and its band.
 */
export type OptionTexts = Record<number, string> | null;

/** A described response as a standing answer. */
export function standingOf(response: DescribedResponse | null, options: OptionTexts): Standing {
  if (!response) return blankStanding;
  const optionId = options ? response.option_id : null;
  const optionIds = response.option_ids ?? null;
  const saidByOptions = optionIds !== null || (optionId !== null && response.answer === options?.[optionId]);
  return {
    optionId,
    optionIds,
    text: saidByOptions ? "" : response.answer,
    comment: response.comment,
    notApplicable: response.not_applicable,
    reason: response.not_applicable_reason,
    version: response.version,
    responseId: response.response_id ?? response.id ?? null,
    status: response.status,
    score: response.maturity_score,
    scoreSource: response.score_source ?? (response.maturity_score === null ? "none" : "provided"),
    reasons: response.reasons ?? null,
    by: response.answered_by,
    at: response.updated_at,
  };
}

/** The answer alone, of a standing one. */
export const answerIn = ({ optionId, optionIds, text, comment, notApplicable, reason }: Answer): Answer => ({
  optionId,
  optionIds,
  text,
  comment,
  notApplicable,
  reason,
});

/** Whether two answers say the same, comments aside. */
export function sameChoice(a: Answer, b: Answer): boolean {
  if (a.notApplicable !== b.notApplicable) return false;
  if (a.notApplicable) return a.reason.trim() === b.reason.trim();
  return a.optionId === b.optionId && sameOptions(a.optionIds, b.optionIds) && a.text.trim() === b.text.trim();
}

const sameOptions = (a: Answer["optionIds"], b: Answer["optionIds"]) =>
  a === null || b === null ? a === b : a.length === b.length && a.every((id) => b.includes(id));

export const sameComment = (a: Answer, b: Answer) => a.comment.trim() === b.comment.trim();

export const sameAnswer = (a: Answer, b: Answer) => sameChoice(a, b) && sameComment(a, b);

/** Whether it answers the question: a comment alone does not. */
export const saysSomething = (answer: Answer) =>
  answer.notApplicable || answer.optionId !== null || answer.optionIds !== null || answer.text.trim() !== "";
