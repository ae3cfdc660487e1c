import type { QuestionRow } from "@/db/queries/assessment/questionnaires";
import type { AskRule } from "./asked";

type Asking = Pick<QuestionRow, "id" | "code" | "condition"> & { options: readonly { id: number }[] };

/** The conditions of a version's questions, which come in order, as rules between ids. */
export function rulesOf(questions: readonly Asking[]): AskRule[] {
  const byCode = new Map(questions.map((question) => [question.code, question]));
  return questions.flatMap(({ id: questionId, condition }) => {
    if (!condition) return [];
    const deciding = byCode.get(condition.question);
    // What names nothing can never be met; publishing refuses it.
    const options = condition.options.map((position) => deciding?.options[position - 1]?.id ?? 0);
    return [{ questionId, decidedBy: deciding?.id ?? 0, match: condition.match, options }];
  });
}

type Conditional = { code: string; condition: QuestionRow["condition"]; options: readonly unknown[] };

/** What is wrong with the conditions of questions in their order, a sentence each. Such a version is not published. */
export const conditionProblems = (questions: readonly Conditional[]): string[] =>
  problemsOfConditions(questions).map(({ message }) => message);

/** The same, with the code of the question each is about. */
export function problemsOfConditions(questions: readonly Conditional[]): { code: string; message: string }[] {
  const earlier = new Map<string, number>();
  const codes = new Set(questions.map(({ code }) => code));
  return questions.flatMap(({ code, condition, options }) => {
    const offered = condition ? earlier.get(condition.question) : undefined;
    earlier.set(code, options.length);
    if (!condition) return [];
    const { question, options: positions } = condition;
    const problem = (message: string) => [{ code, message }];
    if (!codes.has(question)) return problem(`${code} depends on ${question}, which is no question of this version.`);
    if (offered === undefined) return problem(`${code} depends on ${question}, which does not come before it.`);
    if (positions.length === 0) return problem(`${code} depends on ${question}, but on none of its options.`);
    const missing = positions.filter(
      (position) => !(Number.isInteger(position) && position >= 1 && position <= offered),
    );
    return missing.length
      ? problem(`${code} depends on option ${missing.join(", ")} of ${question}, which has ${offered}.`)
      : [];
  });
}
