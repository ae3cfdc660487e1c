import type { AnswerAtRow, AnswerTextRow } from "@/db/queries/assessment/answers-at";
import type { ResponseStatus } from "@/db/schema/assessment/questionnaire-responses";

/** What one version of an answer said, as screens show it. Score is 0–5. */
export interface SaidAnswer {
  version: number;
  status: ResponseStatus;
  score: number | null;
  suggested: boolean;
  notApplicable: boolean;
  /** The letter of the chosen option. */
  letter: string | null;
  /** The option's text, the answer in words, or why it does not apply. */
  text: string;
  comment: string;
  evidence: { id: number; filename: string }[];
  answeredBy: string;
  /** When it was saved, ISO 8601. */
  at: string;
}

const keyOf = (row: { response_id: number; version: number }) => `${row.response_id} ${row.version}`;

/** Gives answers their words, by the texts that were read for them. */
export function sayer(texts: readonly AnswerTextRow[]) {
  const byKey = new Map(texts.map((text) => [keyOf(text), text]));
  return (row: AnswerAtRow | null): SaidAnswer | null => {
    const text = row && byKey.get(keyOf(row));
    if (!row || !text) return null;
    return {
      version: row.version,
      status: row.status,
      score: row.maturity_score,
      suggested: row.score_source === "suggested",
      notApplicable: row.not_applicable,
      letter: text.option_position === null ? null : String.fromCharCode(65 + text.option_position),
      text: row.not_applicable ? text.not_applicable_reason : text.answer || (text.option_text ?? ""),
      comment: text.comment,
      evidence: text.evidence,
      answeredBy: text.answered_by,
      at: text.at.toISOString(),
    };
  };
}
