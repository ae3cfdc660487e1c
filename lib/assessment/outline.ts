import type { ResponseStatus } from "@/db/schema/assessment/questionnaire-responses";

/** A question as a line of the outline: where it stands, not what it says. */
export interface OutlineQuestion {
  id: number;
  /** Place among all questions, from 1. */
  number: number;
  status: ResponseStatus | "unanswered";
  /** Answered, or not applicable. */
  done: boolean;
  /** False: its condition is not met, so nobody has to answer it. */
  asked: boolean;
  /** False: it is said not to apply, so it is done and counts nowhere, as in the score's coverage. */
  applies: boolean;
  /** Answered, and without the evidence that it requires: not handed in as it is. */
  unproven: boolean;
}

export interface OutlineDimension {
  title: string;
  /** 0–5, null without a scored answer. */
  average: number | null;
  questions: OutlineQuestion[];
}

export interface OutlineSection {
  id: number;
  title: string;
  description: string;
  /** Mean of the averages of its dimensions, 0–5; null without one. */
  average: number | null;
  dimensions: OutlineDimension[];
}

/** A question with the section it is asked in. */
export interface PlaceInOutline extends OutlineQuestion {
  sectionId: number;
}

/** All questions that are asked, in order. */
export const questionsIn = (outline: readonly OutlineSection[]): PlaceInOutline[] =>
  outline.flatMap((section) =>
    section.dimensions.flatMap(({ questions }) =>
      questions.filter(({ asked }) => asked).map((question) => ({ ...question, sectionId: section.id })),
    ),
  );

/**
 * Where to go on: the first question not done after the one answered last, from the start again when there is none; then
 * the first that came back; undefined when neither is left.
 */
export function nextIn(outline: readonly OutlineSection[], lastQuestionId: number | null): PlaceInOutline | undefined {
  const questions = questionsIn(outline);
  const at = questions.findIndex(({ id }) => id === lastQuestionId);
  const ahead = [...questions.slice(at + 1), ...questions.slice(0, at + 1)];
  return ahead.find(({ done }) => !done) ?? questions.find(isReturned);
}

/** Whether a lead sent the answer back. */
const isReturned = ({ status }: Pick<OutlineQuestion, "status">) =>
  status === "needs_revision" || status === "rejected";

/**
 * How many questions of a part are answered, of those that apply; and how many of all that are asked were sent back, handed
 * in, approved or can be handed in.
 */
export function tally(questions: readonly OutlineQuestion[]) {
  const count = (counts: (question: OutlineQuestion) => boolean) =>
    questions.filter((question) => question.asked && counts(question)).length;
  return {
    total: count(({ applies }) => applies),
    done: count(({ applies, done }) => applies && done),
    returned: count(isReturned),
    submitted: count(({ status }) => status === "submitted"),
    approved: count(({ status }) => status === "approved"),
    /** Answered, proven where it must be, and not handed in yet. */
    ready: count(({ done, status, unproven }) => done && status === "draft" && !unproven),
  };
}

/** The outline of these questions alone; dimensions keep their place, sections without any are left out. */
export const narrow = (outline: readonly OutlineSection[], questions: ReadonlySet<number>): OutlineSection[] =>
  outline
    .map((section) => ({
      ...section,
      dimensions: section.dimensions.map((dimension) => ({
        ...dimension,
        questions: dimension.questions.filter(({ id }) => questions.has(id)),
      })),
    }))
    .filter((section) => questionsIn([section]).length > 0);
