import type { AnswerStateRow } from "@/db/queries/assessment/progress";
import type { ScoreRow } from "@/db/queries/assessment/write-response";
import type { ResponseStatus } from "@/db/schema/assessment/questionnaire-responses";
import { scoreKey, type Questionnaire } from "./questionnaire";
import { roundScore } from "./scoring";

/** A question as a line of the outline: where it stands, not what it says. */
export interface OutlineQuestion {
  id: number;
  /** Place among all questions, from 1. */
  number: number;
  status: ResponseStatus | "unanswered";
  /** Answered, or not applicable. */
  done: boolean;
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

/** A questionnaire with the state of an answer set: sections ⊃ dimensions ⊃ questions. */
export function outlineOf(
  questionnaire: Questionnaire,
  states: readonly AnswerStateRow[],
  scores: readonly ScoreRow[],
): OutlineSection[] {
  const byQuestion = new Map(states.map((state) => [state.question_id, state]));
  const byKey = new Map(scores.map((row) => [scoreKey(row), row]));
  return questionnaire.sections.map(({ id, title, description }) => {
    const dimensions = new Map<number, OutlineDimension>();
    for (const question of questionnaire.questions) {
      if (question.sectionId !== id) continue;
      let dimension = dimensions.get(question.dimensionId);
      if (!dimension) {
        const row = byKey.get(scoreKey({ section: title, dimension: question.dimension, subdimension: "" }));
        const average = row && row.weight > 0 ? row.weighted_sum / row.weight : null;
        dimensions.set(question.dimensionId, (dimension = { title: question.dimension, average, questions: [] }));
      }
      const state = byQuestion.get(question.id);
      const done = state !== undefined && (state.answered || state.not_applicable);
      const status = state && (done || state.status !== "draft") ? state.status : "unanswered";
      dimension.questions.push({ id: question.id, number: question.index + 1, status, done });
    }
    const averages = [...dimensions.values()].flatMap(({ average }) => average ?? []);
    const average = averages.length
      ? roundScore(averages.reduce((sum, value) => sum + value, 0) / averages.length)
      : null;
    return { id, title, description, average, dimensions: [...dimensions.values()] };
  });
}

/** A question with the section it is asked in. */
export interface PlaceInOutline extends OutlineQuestion {
  sectionId: number;
}

/** All questions in order. */
export const questionsIn = (outline: readonly OutlineSection[]): PlaceInOutline[] =>
  outline.flatMap((section) =>
    section.dimensions.flatMap(({ questions }) =>
      questions.map((question) => ({ ...question, sectionId: section.id })),
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
export const isReturned = ({ status }: Pick<OutlineQuestion, "status">) =>
  status === "needs_revision" || status === "rejected";

/** How many questions of a part are done, sent back, approved, and in all. */
export function tally(questions: readonly OutlineQuestion[]) {
  const count = (counts: (question: OutlineQuestion) => boolean) => questions.filter(counts).length;
  return {
    total: questions.length,
    done: count(({ done }) => done),
    returned: count(isReturned),
    submitted: count(({ status }) => status === "submitted"),
    approved: count(({ status }) => status === "approved"),
    /** Answered, and not handed in yet. */
    ready: count(({ done, status }) => done && status === "draft"),
  };
}
