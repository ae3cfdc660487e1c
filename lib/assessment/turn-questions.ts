import type { LockedSetRow, ResponseRow } from "@/db/queries/assessment/answer-set";
import { listResponsesTo, turnAsked } from "@/db/queries/assessment/turn-asked";
import type { Tx } from "@/lib/kernel/database";
import { askedBy, chosenOptions, rulesBelow } from "./asked";
import { Changes, placed, type PlacedResponse } from "./change-of";
import type { ChosenAnswer } from "./choose-answer";
import type { PlacedQuestion, Questionnaire } from "./questionnaire";

/** Whether a question is asked of an answer set. One without a condition always is. */
export const isAsked = (set: Pick<LockedSetRow, "asked">, question: PlacedQuestion | undefined) =>
  !question?.condition || set.asked.includes(question.id);

/** What an answer opens and closes. */
export interface Turn {
  /** Questions that are asked from now on, and that are not any more. */
  opened: number[];
  closed: number[];
  /** What that changes in sums and counts. */
  changes: Changes;
  write: () => Promise<void>;
}

/**
 * Which questions begin or cease to be asked when a question is answered: those whose condition it decides, and what they
 * decide in turn. Their answers are kept; they count while they are asked. Undefined where nothing turns; only an answer
 * that chooses otherwise than before costs a statement. The answer set must be locked.
 */
export async function turnQuestions(
  tx: Tx,
  set: LockedSetRow,
  questionnaire: Questionnaire,
  question: PlacedQuestion,
  before: ResponseRow | undefined,
  after: ChosenAnswer,
): Promise<Turn | undefined> {
  const below = rulesBelow(questionnaire.rules, question.id).map(({ questionId }) => questionId);
  const chosen = chosenOptions(after);
  const same = before ? chosenOptions(placed(before)).join() === chosen.join() : chosen.length === 0;
  if (below.length === 0 || same) return undefined;
  const place = { productId: set.id, userId: set.user_id };
  const rows = new Map((await listResponsesTo(tx, place, below)).map((row) => [row.question_id!, row]));
  const known = new Set(set.asked);
  const within = new Set(below);
  // Nothing but what is below can turn; the rest stays as it is kept.
  const decided = (id: number): readonly number[] => {
    if (id === question.id) return isAsked(set, question) ? chosen : [];
    const row = rows.get(id);
    return row ? chosenOptions(placed(row)) : [];
  };
  const asked = askedBy(
    questionnaire.rules.filter(({ questionId }) => within.has(questionId)),
    decided,
  );
  const opened = below.filter((id) => asked.has(id) && !known.has(id));
  const closed = below.filter((id) => !asked.has(id) && known.has(id));
  if (opened.length + closed.length === 0) return undefined;
  const changes = new Changes();
  for (const id of [...opened, ...closed]) {
    changes.turn(questionnaire.byId.get(id)!, asked.has(id) ? 1 : -1);
    const row = rows.get(id);
    if (!row) continue;
    const was: PlacedResponse = placed(row);
    changes.from(was, { ...was, asked: asked.has(id) });
  }
  const now = questionnaire.rules
    .map(({ questionId }) => questionId)
    .filter((id) => (within.has(id) ? asked.has(id) : known.has(id)));
  return { opened, closed, changes, write: () => turnAsked(tx, place, now, [...opened, ...closed]) };
}
