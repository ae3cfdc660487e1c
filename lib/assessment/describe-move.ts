import type { PlannedMove } from "./load-move";
import type { Maturity } from "./maturity";
import type { AskAgainReason } from "./move-answer";
import { countMoves, stateOf, type AnswerMove, type MoveCounts } from "./move-plan";
import type { PlacedQuestion, Questionnaire } from "./questionnaire";

/** An answer that a move keeps, asks again or drops. `new_…` is how the question stands afterwards; null where it is dropped. */
export interface DescribedAnswerMove {
  response_id: number;
  version: number;
  code: string;
  question: string;
  section: string;
  dimension: string;
  answer: string;
  score: number | null;
  status: string;
  new_question_id: number | null;
  new_question: string | null;
  new_score: number | null;
  new_status: string | null;
  /** Why it is asked again; empty otherwise. */
  why: AskAgainReason[];
  /** Whether the answer is carried over; what is not stands in the history alone. */
  carried: boolean;
  /** Whether the later version asks the question, as the answers stand afterwards. */
  asked: boolean;
}

export interface MoveScores {
  /** 0–5; null where nothing is scored. */
  overall: number | null;
  validated: number | null;
  /** 0–1. */
  coverage: number;
  /** Of each dimension by its key, 0–5. */
  dimensions: Record<string, number | null>;
}

/** What a move does to one answer set, in numbers. */
export interface DescribedSetMove {
  user_id: number;
  name: string;
  counts: MoveCounts;
  before: MoveScores;
  after: MoveScores;
}

export const describeScores = (maturity: Maturity): MoveScores => {
  const dimensions = Object.entries(maturity.dimension_scores);
  return {
    overall: dimensions.some(([, { average }]) => average !== null) ? maturity.overall_score : null,
    validated: maturity.validated.coverage > 0 ? maturity.validated.overall_score : null,
    coverage: maturity.coverage,
    dimensions: Object.fromEntries(dimensions.map(([name, { average }]) => [name, average])),
  };
};

const placeIn = ({ code, text, section, dimension }: PlacedQuestion) => ({ code, question: text, section, dimension });

function describeAnswer(move: AnswerMove, scores: ReadonlyMap<number, number | null>): DescribedAnswerMove {
  const { kind, row, before, after, why, carried, asked } = move;
  const { question, section, dimension } = row;
  const option = before?.options.find(({ id }) => id === row.option_id)?.text ?? "";
  return {
    response_id: row.id,
    version: row.version,
    ...(before ? placeIn(before) : { code: "", question, section, dimension }),
    answer: row.not_applicable ? row.not_applicable_reason : row.answer || option,
    score: row.maturity_score,
    status: row.status,
    new_question_id: after?.id ?? null,
    new_question: after?.text ?? null,
    new_score: after ? (scores.get(row.id) ?? null) : null,
    new_status: kind === "drop" ? null : kind === "keep" ? row.status : "draft",
    why,
    carried,
    asked,
  };
}

const numbersOf = ({ userId, name, answers, before, after }: PlannedMove["sets"][number]): DescribedSetMove => ({
  user_id: userId,
  name,
  counts: countMoves(answers),
  before: describeScores(before),
  after: describeScores(after),
});

/** A planned move in words: the product's own answers one by one, the sets of others in numbers, and what ends with its question. */
export function describeMove(move: PlannedMove, ownerId: number) {
  const { pairing, sets, ended } = move;
  const own = sets.find(({ userId }) => userId === ownerId);
  const scores = new Map(own?.moved.map(({ id, maturityScore }) => [id, maturityScore]));
  const listed = (own?.answers ?? []).filter(({ row }) => stateOf(row).answered);
  const order = (one: AnswerMove) => one.after?.index ?? pairing.to.questions.length + (one.before?.index ?? 0);
  const described = (kind: AnswerMove["kind"]) =>
    listed
      .filter((one) => one.kind === kind)
      .sort((a, b) => order(a) - order(b))
      .map((one) => describeAnswer(one, scores));
  const counts = countMoves(own?.answers ?? []);
  return {
    counts: { ...counts, added: pairing.added.length },
    before: own ? describeScores(own.before) : null,
    after: own ? describeScores(own.after) : null,
    keep: described("keep"),
    ask_again: described("ask_again"),
    drop: described("drop"),
    added: pairing.added.map((question) => ({ question_id: question.id, ...placeIn(question) })),
    others: sets.filter(({ userId }) => userId !== ownerId).map(numbersOf),
    ended: {
      assignments: ended.assignments.map(({ name, section_id, question_id }) => ({
        name,
        place: placeOf(pairing.from, section_id, question_id),
      })),
      actions: ended.actions.map(({ title, question_id }) => ({
        title,
        question: placeOf(pairing.from, null, question_id),
      })),
      requests: ended.requests.map(({ text, question_id }) => ({
        text,
        question: placeOf(pairing.from, null, question_id),
      })),
      targets: ended.targets,
    },
    state: move.state,
  };
}

export type DescribedMove = ReturnType<typeof describeMove>;

const placeOf = (from: Questionnaire, sectionId: number | null, questionId: number | null): string =>
  (questionId === null ? from.sections.find(({ id }) => id === sectionId)?.title : from.byId.get(questionId)?.text) ??
  "";
