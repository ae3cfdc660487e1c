import { listAnsweredElsewhere, type AnsweredElsewhereRow } from "@/db/queries/assessment/answered-elsewhere";
import type { ResponseStatus } from "@/db/schema/assessment/questionnaire-responses";
import type { CrossReference } from "@/db/schema/assessment/questions";
import type { Tx } from "@/lib/kernel/database";
import { readDate, readNumber, sumOfScores } from "./answer-value";
import type { PlacedQuestion } from "./questionnaire";
import { roundScore } from "./scoring";

/** What would answer a question, as a save takes it. */
export type Fill = { option_id: number } | { option_ids: number[] } | { answer: string };

/** What another product of the organization answers to a question that refers to the same. */
export interface AnsweredElsewhere {
  question_id: number;
  /** What both refer to, as the question here writes it. */
  reference: CrossReference;
  product: { id: number; name: string };
  questionnaire: string;
  /** The other question, and how it was answered. */
  question: string;
  answer: string;
  status: ResponseStatus;
  answered_at: string;
  /** The other answer's score, by its place between the least and the best of its own question: 0 to 5. */
  score: number | null;
  /** What this question could be answered with; null where the other answer is nothing it takes. */
  fill: Fill | null;
}

/** What answers the open ones of these questions elsewhere: nothing is asked where none of them refers to anything. */
export async function findAnsweredElsewhere(
  tx: Tx,
  set: { organizationId: number; productId: number; userId: number },
  questions: readonly PlacedQuestion[],
): Promise<AnsweredElsewhere[]> {
  const referring = new Map(
    questions.filter((each) => each.cross_references.length > 0).map((each) => [each.id, each] as const),
  );
  if (referring.size === 0) return [];
  const rows = await listAnsweredElsewhere(tx, set, [...referring.keys()]);
  return rows
    .map((row) => answeredElsewhere(referring.get(row.question_id)!, row))
    .sort((a, b) => referring.get(a.question_id)!.index - referring.get(b.question_id)!.index);
}

export function answeredElsewhere(question: PlacedQuestion, row: AnsweredElsewhereRow): AnsweredElsewhere {
  const score = scoreOnScale(row);
  return {
    question_id: question.id,
    reference: row.reference,
    product: { id: row.product_id, name: row.product },
    questionnaire: row.questionnaire,
    question: row.other_question,
    answer: row.answer,
    status: row.status,
    answered_at: row.updated_at.toISOString(),
    score: score === null ? null : roundScore(score),
    fill: row.other_question_id === question.id ? sameAnswer(question, row) : fillOf(question, row, score),
  };
}

type Source = Pick<AnsweredElsewhereRow, "maturity_score" | "scored_by_option" | "other_scores" | "other_type">;

/** Where a score stands between the least and the best that its question's options give, on 0 to 5. One given by a person stands there already. */
export function scoreOnScale({ maturity_score, scored_by_option, other_scores, other_type }: Source): number | null {
  if (maturity_score === null || !scored_by_option) return maturity_score;
  const several = other_type === "options";
  const least = several ? 0 : Math.min(...other_scores);
  const best = several ? sumOfScores(other_scores.map((score) => ({ score }))) : Math.max(...other_scores);
  if (!(best > least)) return maturity_score;
  return (5 * (Math.min(best, Math.max(least, maturity_score)) - least)) / (best - least);
}

/** The same question of another product: what it was answered with, where it was answered by options. */
function sameAnswer(question: PlacedQuestion, row: AnsweredElsewhereRow): Fill | null {
  if (question.type === "options") return row.option_ids && { option_ids: row.option_ids };
  const chooses = question.type === "option" || question.type === "yes_no";
  return chooses && row.option_id !== null ? { option_id: row.option_id } : fillOf(question, row, scoreOnScale(row));
}

/** Another question's answer: the option nearest in score (of two as near, the lesser), or the words. */
function fillOf(question: PlacedQuestion, { answer }: AnsweredElsewhereRow, score: number | null): Fill | null {
  const words = answer === "" ? null : { answer };
  switch (question.type) {
    case "option":
      return nearest(question, score) ?? words;
    case "yes_no":
      return nearest(question, score);
    case "number":
      return readNumber(answer) === undefined ? null : { answer: answer.trim() };
    case "date":
      return readDate(answer) === undefined ? null : { answer: answer.trim() };
    case "text":
      return words;
    case "options":
      return null;
  }
}

function nearest({ options }: PlacedQuestion, score: number | null): Fill | null {
  if (score === null) return null;
  const [best] = [...options].sort(
    (a, b) => Math.abs(a.score - score) - Math.abs(b.score - score) || a.score - b.score,
  );
  return best ? { option_id: best.id } : null;
}
