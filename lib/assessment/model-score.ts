import type { QuestionnaireRow } from "@/db/queries/assessment/questionnaires";

export type ScoringModel = QuestionnaireRow["scoring_model"];

/** A question of a dimension as a model sees it. Scores are 0–5, weights in hundredths. */
export interface LevelledQuestion {
  /** The maturity level it belongs to; null: its options are stages, so it speaks of every level. */
  level: number | null;
  weight: number;
  /** The best score its options give. */
  best: number;
  /** Null: not answered, or answered without a score. */
  score: number | null;
  notApplicable: boolean;
}

/** One level of a dimension: how many applicable questions ask for it, and what they bear out. */
interface LevelResult {
  level: number;
  questions: number;
  /** Questions whose answer meets the level in full. */
  met: number;
  /** Weighted mean of the level's questions, 0–1; an unanswered one counts as 0. */
  share: number;
}

/** What a model makes of a dimension. `score` is on the 0–5 scale, `figure` on the model's own, 0 to `scale`. */
export interface ModelScore {
  levels: LevelResult[];
  scale: number;
  score: number | null;
  figure: number | null;
}

const STAGES = 5;

/** How far the model's own scale reaches: the highest level asked for, or five stages. For SAMM, how many levels there are. */
export function scaleOf(model: ScoringModel, levels: readonly (number | null)[]): number {
  const known = levels.filter((level) => level !== null);
  if (model === "samm") return Math.max(1, new Set(levels.map((level) => level ?? 1)).size);
  return known.length < levels.length || known.length === 0 ? STAGES : Math.max(...known);
}

/**
 * The score of a dimension by `high_water` (the highest level that is met in full together with all below it) or `samm`
 * (OWASP SAMM 2: per level the mean of its answers, a practice the sum over its levels; unanswered counts as nothing).
 * Not applicable leaves both models altogether; a dimension of which nothing is applicable has no score. The statement of
 * db/queries/assessment/model-scores.ts computes the same in SQL, in the same order of additions.
 */
export function modelScore(model: Exclude<ScoringModel, "mean">, questions: readonly LevelledQuestion[]): ModelScore {
  const scale = scaleOf(
    model,
    questions.map(({ level }) => level),
  );
  const applicable = questions.filter(({ notApplicable }) => !notApplicable);
  const levels = levelsAsked(model, questions).flatMap((level) => resultOf(model, level, applicable) ?? []);
  if (levels.length === 0) return { levels, scale, score: null, figure: null };
  const score =
    model === "samm"
      ? (levels.reduce((sum, { share }) => sum + share, 0) / levels.length) * 5
      : (reached(levels) * 5) / scale;
  return { levels, scale, score, figure: (score * scale) / 5 };
}

function levelsAsked(model: ScoringModel, questions: readonly LevelledQuestion[]): number[] {
  const stages = model === "high_water" && questions.some(({ level }) => level === null);
  const asked = questions.map(({ level }) => level ?? 1);
  return [...new Set(stages ? [...asked, 1, 2, 3, 4, 5] : asked)].sort((a, b) => a - b);
}

function resultOf(
  model: ScoringModel,
  level: number,
  applicable: readonly LevelledQuestion[],
): LevelResult | undefined {
  const asking = applicable.filter((each) =>
    model === "samm" ? (each.level ?? 1) === level : each.level === null || each.level === level,
  );
  if (asking.length === 0) return undefined;
  const weight = asking.reduce((sum, each) => sum + each.weight, 0);
  const sum = asking.reduce((total, each) => total + Math.round((each.score ?? 0) * 100) * each.weight, 0);
  const meets = ({ level: own, score, best }: LevelledQuestion) =>
    score !== null && score >= (own === null ? level : best);
  return { level, questions: asking.length, met: asking.filter(meets).length, share: sum / (weight * 500) };
}

/** The last level met before the first that is not; 0 for none. */
function reached(levels: readonly LevelResult[]): number {
  let highest = 0;
  for (const { level, questions, met } of levels) {
    if (met < questions) break;
    highest = level;
  }
  return highest;
}
