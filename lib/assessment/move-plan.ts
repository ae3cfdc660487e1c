import { createHash } from "node:crypto";
import type { AnswerAtRow } from "@/db/queries/assessment/answers-at";
import type { MovableRow } from "@/db/queries/assessment/moves";
import type { MovedResponse, MovedSet } from "@/db/queries/assessment/write-move";
import { askedBy, chosenOptions } from "./asked";
import { scoreRowsOf } from "./assessment-at";
import { Changes } from "./change-of";
import { isAnswered } from "./choose-answer";
import { maturityOf, type Maturity } from "./maturity";
import { carryAnswer, type AskAgainReason, type CarriedAnswer } from "./move-answer";
import type { PlacedQuestion, Questionnaire } from "./questionnaire";
import { sameQuestions } from "./version-changes";

/* What a move of a product to a later version of its questionnaire does to its answers: pure, the same for preview and move. */

/** What becomes of an answer. Of what is dropped `question` is the earlier one; nothing of it counts any more. */
export interface AnswerMove {
  kind: "keep" | "ask_again" | "drop";
  row: MovableRow;
  /** Null for a free question that the later version asks too. */
  before: PlacedQuestion | null;
  after: PlacedQuestion | null;
  why: AskAgainReason[];
  /** Whether the answer is carried over; what is not stands in the history. */
  carried: boolean;
  /** Whether the question is asked afterwards. */
  asked: boolean;
}

/** One answer set: what becomes of each answer, and the set afterwards. */
export interface SetMove {
  userId: number;
  answers: AnswerMove[];
  moved: MovedResponse[];
  dropped: number[];
  set: MovedSet;
  after: Maturity;
}

export interface Pairing {
  from: Questionnaire;
  to: Questionnaire;
  /** The later question by the earlier one's id. */
  later: ReadonlyMap<number, PlacedQuestion>;
  /** Questions that only the later version asks. */
  added: PlacedQuestion[];
}

export function pairVersions(from: Questionnaire, to: Questionnaire): Pairing {
  const pairs = sameQuestions(from.questions, to.questions);
  return {
    from,
    to,
    later: new Map([...pairs].map(([after, before]) => [before.id, after])),
    added: to.questions.filter((question) => !pairs.has(question)),
  };
}

interface SetBefore {
  user_id: number;
  last_question_id: number | null;
}

/** What becomes of the answers of one set; `rows` are its own. */
export function planSet(set: SetBefore, rows: readonly MovableRow[], pairing: Pairing): SetMove {
  const bound = bindRows(rows, pairing);
  const asked = askedAfter(bound, pairing.to);
  const isAsked = (question: PlacedQuestion) => !question.condition || asked.has(question.id);
  const answers: AnswerMove[] = [];
  const moved: MovedResponse[] = [];
  const states: AnswerAtRow[] = [];
  const changes = new Changes();
  for (const { row, before, after, answer } of bound) {
    if (!after) {
      const free = row.question_id === null;
      if (free) states.push(stateOf(row));
      else answers.push({ kind: "drop", row, before, after: null, why: [], carried: false, asked: false });
      continue;
    }
    const { why, carried, said } = answer!;
    const kind = why.length > 0 ? "ask_again" : "keep";
    const status = kind === "keep" ? row.status : "draft";
    const now = isAsked(after);
    const { section, dimension, subdimension, weight } = after;
    const place = { section, dimension, subdimension, weight };
    answers.push({ kind, row, before, after, why, carried, asked: now });
    const questionId = after.id;
    const response = { ...said, ...place, questionId, question: after.text, asked: now, status };
    moved.push({ id: row.id, movedFrom: row.question_id, ...response });
    changes.from(undefined, response);
    states.push(stateOf({ ...row, ...columnsOf(response) }));
  }
  const scores = scoreRowsOf(states, pairing.to);
  const rules = pairing.to.rules.map(({ questionId }) => questionId);
  return {
    userId: set.user_id,
    answers,
    moved,
    dropped: answers.filter(({ kind }) => kind === "drop").map(({ row }) => row.id),
    set: {
      userId: set.user_id,
      counts: changes.all().counts,
      asked: rules.filter((id) => asked.has(id)),
      lastQuestionId: pairing.later.get(set.last_question_id ?? 0)?.id ?? null,
      scores,
    },
    after: maturityOf(scores, pairing.to),
  };
}

interface BoundRow {
  row: MovableRow;
  before: PlacedQuestion | null;
  after: PlacedQuestion | null;
  answer: CarriedAnswer | null;
}

/** Each answer with its question in either version. A free question is the later version's of the same text, unless it is answered. */
function bindRows(rows: readonly MovableRow[], { from, to, later }: Pairing): BoundRow[] {
  const taken = new Set(rows.flatMap(({ question_id: id }) => (id === null ? [] : (later.get(id)?.id ?? []))));
  return rows.map((row) => {
    const before = row.question_id === null ? null : (from.byId.get(row.question_id) ?? null);
    const free = row.question_id === null ? to.byText.get(row.question) : undefined;
    const after = before ? later.get(before.id) : free && !taken.has(free.id) ? free : undefined;
    if (!after) return { row, before, after: null, answer: null };
    return { row, before, after, answer: carryAnswer(row, before ?? undefined, after) };
  });
}

function askedAfter(bound: readonly BoundRow[], { rules }: Questionnaire): Set<number> {
  const said = new Map(bound.map(({ after, answer }) => [after?.id, answer?.said]));
  return askedBy(rules, (id) => {
    const answer = said.get(id);
    return answer ? chosenOptions(answer) : [];
  });
}

const columnsOf = (response: Omit<MovedResponse, "id" | "movedFrom">) => ({
  question_id: response.questionId,
  question: response.question,
  section: response.section,
  dimension: response.dimension,
  subdimension: response.subdimension,
  weight: response.weight,
  option_id: response.optionId,
  option_ids: response.optionIds,
  answer: response.answer,
  maturity_score: response.maturityScore,
  score_source: response.scoreSource,
  not_applicable: response.notApplicable,
  not_applicable_reason: response.notApplicableReason,
  status: response.status,
});

/** An answer as scores are made of it. */
export function stateOf(row: MovableRow): AnswerAtRow {
  const { id, option_id: optionId, answer, maturity_score: maturityScore, not_applicable: notApplicable } = row;
  const answered = isAnswered({ optionId, answer, maturityScore, notApplicable });
  return { ...row, response_id: id, answered, said: "", commented: "", evidence_ids: [] };
}

/** Names what a preview showed, so that a move can be refused where answers have changed since. */
export function stateOfMove(toVersionId: number, sets: readonly SetMove[]): string {
  const seen = sets.map(({ userId, answers }) => [
    userId,
    answers.map(({ kind, row, carried }) => [row.id, row.version, row.status, row.files, kind, carried]),
  ]);
  return createHash("sha256")
    .update(JSON.stringify([toVersionId, seen]))
    .digest("base64url")
    .slice(0, 22);
}

export interface MoveCounts {
  keep: number;
  ask_again: number;
  drop: number;
}

/** How many answers are kept, asked again and dropped. What says nothing is no answer. */
export function countMoves(answers: readonly AnswerMove[]): MoveCounts {
  const counts = { keep: 0, ask_again: 0, drop: 0 };
  for (const { kind, row } of answers) if (stateOf(row).answered) counts[kind] += 1;
  return counts;
}
