import type { PlacedQuestion, Questionnaire } from "./questionnaire";
import { priorityOf, inRank, STANDARD_EFFORT } from "./priority";
import type { SectionResult } from "./results";
import { roundScore } from "./scoring";
import type { TargetOf } from "./targets";

/** An answer of the product's own set, as far as planning needs to know it. */
export interface PlanAnswer {
  /** 0–5, null without one. */
  score: number | null;
  notApplicable: boolean;
  /** Whether it says anything. */
  answered: boolean;
}

/** A gap between score and target, 0–5. `share` is the part of the overall score that rests on it, 0–1. */
interface Finding {
  section: string;
  dimension: string;
  score: number;
  target: number;
  gap: number;
  share: number;
  effort: number;
  priority: number;
}

export interface QuestionFinding extends Finding {
  questionId: number;
  code: string;
  text: string;
  sectionId: number;
  dimensionId: number;
  /** The score to plan for: the least of its options that meets the target. */
  goal: number;
  /** Whether somebody estimated the effort; else it is the standard one. */
  estimated: boolean;
  /** What the questionnaire says comes first and is still open itself. */
  first: { questionId: number; code: string; text: string }[];
}

interface DimensionFinding extends Finding {
  /** Null for one that stands in no questionnaire. */
  id: number | null;
  /** Its questions below their target, the most urgent first. */
  questions: number[];
}

export interface Findings {
  dimensions: DimensionFinding[];
  questions: QuestionFinding[];
  /** Applicable questions without a score: not known to be findings yet. */
  unscored: number;
}

const effortOf = (question: PlacedQuestion) => question.effort ?? STANDARD_EFFORT;

/**
 * Every gap between score and target, ranked (see priority.ts and docs/USING.md). A question is measured by the target of
 * its dimension, or by the best score its options give where that is less. What is not applicable, or has no score, is no
 * finding; a question that depends on open ones ranks after them.
 */
export function findingsOf(
  questionnaire: Questionnaire,
  answers: ReadonlyMap<number, PlanAnswer>,
  sections: readonly SectionResult[],
  targetOf: TargetOf,
): Findings {
  const applicable = questionnaire.questions.filter(({ id }) => !answers.get(id)?.notApplicable);
  const weights = new Map<number, number>();
  for (const { dimensionId, weight } of applicable) weights.set(dimensionId, (weights.get(dimensionId) ?? 0) + weight);
  const scoreOf = ({ id }: PlacedQuestion) => answers.get(id)?.score ?? null;
  const goals = new Map(applicable.map((question) => [question.id, goalOf(question, targetOf)]));
  const isOpen = (question: PlacedQuestion) => {
    const score = scoreOf(question);
    const goal = goals.get(question.id);
    return score === null || (goal != null && score < goal.target);
  };
  const open = new Map(applicable.filter(isOpen).map((question) => [question.code, question]));
  const ranked = inRank(
    [...open.values()].map((question) => {
      const score = scoreOf(question);
      const goal = goals.get(question.id);
      const share = question.weight / weights.get(question.dimensionId)! / weights.size;
      const effort = effortOf(question);
      const finding = score !== null && goal != null && { question, score, ...goal, share, effort };
      // What has no score yet stands in nobody's way in the list, but holds back what depends on it.
      const priority = finding ? priorityOf(finding) : Infinity;
      return { key: question.code, after: question.depends_on, priority, finding };
    }),
  );
  const questions = ranked.flatMap(({ finding, priority }) => {
    if (!finding) return [];
    const { question, ...weighed } = finding;
    const { id: questionId, code, text, section, sectionId, dimension, dimensionId } = question;
    const first = question.depends_on.flatMap((other) => (other === code ? [] : (open.get(other) ?? [])));
    return {
      ...{ questionId, code, text, section, sectionId, dimension, dimensionId },
      ...weighed,
      gap: roundScore(weighed.target - weighed.score),
      priority,
      estimated: question.effort !== null,
      first: first.map((each) => ({ questionId: each.id, code: each.code, text: each.text })),
    };
  });
  return {
    questions,
    dimensions: dimensionFindings(sections, questions, weights.size),
    unscored: applicable.filter((question) => scoreOf(question) === null).length,
  };
}

/** What a question is measured by, and the score to plan for; null without a target. */
function goalOf(question: PlacedQuestion, targetOf: TargetOf): { target: number; goal: number } | null {
  const wanted = targetOf(question.section, question.dimension);
  if (wanted === null) return null;
  const scores = question.options.map(({ score }) => score);
  const target = Math.min(wanted, ...(scores.length ? [Math.max(...scores)] : []));
  const enough = scores.filter((score) => score >= target);
  return { target, goal: enough.length ? Math.min(...enough) : Math.ceil(target) };
}

function dimensionFindings(
  sections: readonly SectionResult[],
  questions: readonly QuestionFinding[],
  dimensions: number,
): DimensionFinding[] {
  const found = sections
    .flatMap((section) => section.dimensions)
    .flatMap(({ id, section, title, average, target }) => {
      if (average === null || target === null || target - average < 0.005) return [];
      const own = questions.filter((question) => question.dimensionId === id);
      const effort = own.length
        ? own.reduce((sum, question) => sum + question.effort, 0) / own.length
        : STANDARD_EFFORT;
      const weighed = { score: average, target, share: 1 / Math.max(1, dimensions), effort };
      return {
        ...{ id, section, dimension: title, ...weighed },
        gap: roundScore(target - average),
        priority: priorityOf(weighed),
        questions: own.map(({ questionId }) => questionId),
      };
    });
  return found
    .map((finding, at) => ({ finding, at }))
    .sort((a, b) => b.finding.priority - a.finding.priority || a.at - b.at)
    .map(({ finding }) => finding);
}
