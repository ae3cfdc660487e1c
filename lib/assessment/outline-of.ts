import type { AnswerStateRow } from "@/db/queries/assessment/progress";
import type { ScoreRow } from "@/db/queries/assessment/write-response";
import { askedBy, chosenOptions } from "./asked";
import type { OutlineDimension, OutlineSection } from "./outline";
import { scoreKey, type Questionnaire } from "./questionnaire";
import { meanOf, roundScore } from "./scoring";

/** A questionnaire with the state of an answer set: sections ⊃ dimensions ⊃ questions. */
export function outlineOf(
  questionnaire: Questionnaire,
  states: readonly AnswerStateRow[],
  scores: readonly ScoreRow[],
): OutlineSection[] {
  const byQuestion = new Map(states.map((state) => [state.question_id, state]));
  const asked = askedBy(questionnaire.rules, (id) => chosenIn(byQuestion.get(id)));
  const byKey = new Map(scores.map((row) => [scoreKey(row), row]));
  return questionnaire.sections.map(({ id, title, description }) => {
    const dimensions = new Map<number, OutlineDimension>();
    for (const question of questionnaire.questions) {
      if (question.sectionId !== id) continue;
      let dimension = dimensions.get(question.dimensionId);
      if (!dimension) {
        const row = byKey.get(scoreKey({ section: title, dimension: question.dimension, subdimension: "" }));
        const average = row ? (row.model_score ?? meanOf(row.weighted_sum, row.weight)) : null;
        dimensions.set(question.dimensionId, (dimension = { title: question.dimension, average, questions: [] }));
      }
      const state = byQuestion.get(question.id);
      const done = state !== undefined && (state.answered || state.not_applicable);
      const status = state && (done || state.status !== "draft") ? state.status : "unanswered";
      dimension.questions.push({
        id: question.id,
        number: question.index + 1,
        status,
        done,
        asked: !question.condition || asked.has(question.id),
        applies: !state?.not_applicable,
        unproven: done && state.lacks_evidence,
      });
    }
    const averages = [...dimensions.values()].flatMap(({ average }) => average ?? []);
    const average = averages.length
      ? roundScore(averages.reduce((sum, value) => sum + value, 0) / averages.length)
      : null;
    return { id, title, description, average, dimensions: [...dimensions.values()] };
  });
}

/** The options that a question's answer chooses, by its state. */
export const chosenIn = (state: AnswerStateRow | undefined): readonly number[] =>
  state
    ? chosenOptions({ notApplicable: state.not_applicable, optionId: state.option_id, optionIds: state.option_ids })
    : [];
