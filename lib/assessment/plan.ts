import type { PlanRow } from "@/db/queries/assessment/plan";
import { isUnfinished, type Action } from "./action";
import { findingsOf, type Findings, type PlanAnswer } from "./findings";
import { questionPath } from "./links";
import { maturityOf } from "./maturity";
import { projectedMaturity, type PlannedScore } from "./projection";
import type { Questionnaire } from "./questionnaire";
import { resultsOf, type SectionResult } from "./results";
import { roundScore, type MaturityLevel } from "./scoring";
import { targetsBy } from "./targets";
import { isAsked } from "./turn-questions";

/** A question that an action is about, with the score its answer has now. */
export interface PlannedQuestion extends PlannedScore {
  code: string;
  text: string;
  section: string;
  section_id: number;
  dimension: string;
  score: number | null;
  link: string;
}

/** An action in its plan. `brings`: what the overall score gains by it alone; null when it is finished. */
export interface PlannedAction extends Omit<Action, "questions"> {
  questions: PlannedQuestion[];
  brings: number | null;
}

/** The overall score, and the dimensions' beside those of now. */
interface Projection {
  overall: number;
  level: MaturityLevel;
  dimensions: {
    id: number | null;
    section: string;
    title: string;
    now: number | null;
    then: number | null;
    target: number | null;
  }[];
}

export interface Plan {
  scored: boolean;
  overall: number;
  level: MaturityLevel;
  findings: Findings;
  actions: PlannedAction[];
  /** Unfinished actions that the projection counts. */
  counted: number[];
  projection: Projection;
}

/**
 * What is missing, what is planned about it and where that leads, of stored figures alone.
 * @param only the actions to count in the projection; none named: all that are unfinished
 */
export function planOf(
  row: Pick<PlanRow, "id" | "scores" | "answers" | "asked" | "target_level" | "targets">,
  questionnaire: Questionnaire,
  actions: readonly Action[],
  only?: readonly number[],
): Plan {
  const answers = new Map<number, PlanAnswer>(
    row.answers.map((answer) => [
      answer.question_id,
      {
        score: answer.not_applicable ? null : answer.maturity_score,
        notApplicable: answer.not_applicable,
        answered: answer.answered,
      },
    ]),
  );
  // What is not asked calls for nothing, whatever was once answered to it.
  for (const question of questionnaire.questions) {
    if (!isAsked(row, question)) answers.set(question.id, { score: null, notApplicable: true, answered: false });
  }
  const targetOf = targetsBy(row.target_level, row.targets);
  const maturity = maturityOf(row.scores, questionnaire);
  const sections = resultsOf(maturity, questionnaire, targetOf);
  const standing = { questionnaire, scores: row.scores, answers };
  const scored = sections.some(({ average }) => average !== null);
  const gain = (planned: readonly PlannedScore[]) =>
    roundScore(projectedMaturity(standing, planned).overall_score - maturity.overall_score);
  const unfinished = actions.filter(isUnfinished);
  const counted = only ? unfinished.filter(({ id }) => only.includes(id)) : unfinished;
  const projected = projectedMaturity(
    standing,
    counted.flatMap(({ questions }) => questions),
  );
  return {
    scored,
    overall: maturity.overall_score,
    level: maturity.maturity_level,
    findings: findingsOf(questionnaire, answers, sections, targetOf),
    actions: actions.map((action) => ({
      ...action,
      questions: action.questions.flatMap((each) => placed(row.id, questionnaire, answers, each) ?? []),
      brings: scored && isUnfinished(action) ? gain(action.questions) : null,
    })),
    counted: counted.map(({ id }) => id),
    projection: {
      overall: projected.overall_score,
      level: projected.maturity_level,
      dimensions: beside(sections, resultsOf(projected, questionnaire, targetOf)),
    },
  };
}

/** Undefined for a question of another version of the questionnaire: it counts no more. */
function placed(
  productId: number,
  questionnaire: Questionnaire,
  answers: ReadonlyMap<number, PlanAnswer>,
  planned: PlannedScore,
): PlannedQuestion | undefined {
  const question = questionnaire.byId.get(planned.question_id);
  if (!question) return undefined;
  const { code, text, section, sectionId, dimension } = question;
  return {
    ...planned,
    ...{ code, text, section, section_id: sectionId, dimension },
    score: answers.get(question.id)?.score ?? null,
    link: questionPath({ productId, sectionId, questionId: question.id }),
  };
}

function beside(now: readonly SectionResult[], then: readonly SectionResult[]): Projection["dimensions"] {
  const later = new Map(then.flatMap(({ dimensions }) => dimensions).map((each) => [each.key, each.average]));
  return now
    .flatMap(({ dimensions }) => dimensions)
    .map(({ id, key, section, title, average, target }) => ({
      ...{ id, section, title, target },
      now: average,
      then: later.get(key) ?? null,
    }));
}
