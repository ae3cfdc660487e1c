import type { ShownPlan } from "@/lib/assessment/get-plan";
import type { LinkedQuestion } from "./linked-questions";

/** What a new action begins with. */
export interface Initial {
  title: string;
  effort: number | null;
  questions: LinkedQuestion[];
}

const MOST_TITLE = 120;

const short = (text: string) => (text.length > MOST_TITLE ? `${text.slice(0, MOST_TITLE - 1)}…` : text);

/** A new action about a finding: a question by its id, or a dimension by "d" and its id. */
export function prefilled(plan: ShownPlan, finding: string | undefined): Initial {
  const { questions, dimensions } = plan.findings;
  const linked = (ids: readonly number[]) =>
    questions
      .filter(({ questionId }) => ids.includes(questionId))
      .map(({ questionId, goal }) => ({ question_id: questionId, target_score: goal }));
  const question = questions.find(({ questionId }) => String(questionId) === finding);
  if (question) {
    return {
      title: short(question.text),
      effort: question.estimated ? question.effort : null,
      questions: linked([question.questionId]),
    };
  }
  const dimension = dimensions.find(({ id }) => `d${id}` === finding);
  if (!dimension) return { title: "", effort: null, questions: [] };
  return {
    title: short(`Raise ${dimension.dimension} to ${Math.round(dimension.target * 100) / 100}`),
    effort: null,
    questions: linked(dimension.questions),
  };
}
