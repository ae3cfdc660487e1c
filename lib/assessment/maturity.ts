import type { ScoreRow } from "@/db/queries/assessment/write-response";
import { scoreKey, type Questionnaire } from "./questionnaire";
import { coverageOf, levelOf, overallOf, roundScore, type MaturityLevel } from "./scoring";

/** The score of one dimension. Averages are 0–5, null without a scored answer; `count` of scored, `total` of asked questions. */
export interface DimensionScore {
  average: number | null;
  count: number;
  answered: number;
  total: number;
  not_applicable: number;
  section: string;
  validated: { average: number | null; count: number };
  subdimensions?: Record<string, Omit<DimensionScore, "subdimensions" | "section">>;
}

/** The maturity of an answer set. Coverage is 0–1; `validated` counts approved answers only. */
export interface Maturity {
  dimension_scores: Record<string, DimensionScore>;
  sections: Record<string, { average: number | null; count: number }>;
  overall_score: number;
  maturity_level: MaturityLevel;
  coverage: number;
  validated: { overall_score: number; maturity_level: MaturityLevel; coverage: number };
}

const mean = (sum: number, weight: number) => (weight > 0 ? sum / weight : null);

/**
 * Scores of an answer set from the sums kept for it (model `mean`): weighted mean per dimension, overall the mean of the
 * dimensions. All dimensions of the questionnaire are listed, in its order; those of free questions follow.
 */
export function maturityOf(rows: readonly ScoreRow[], questionnaire: Questionnaire): Maturity {
  const ordered = inOrder(rows, questionnaire);
  const repeated = new Set<string>();
  const seen = new Map<string, string>();
  for (const { section, dimension } of ordered) {
    if (seen.has(dimension) && seen.get(dimension) !== section) repeated.add(dimension);
    seen.set(dimension, section);
  }
  const keyOf = (row: ScoreRow) => (repeated.has(row.dimension) ? `${row.section} / ${row.dimension}` : row.dimension);
  const dimension_scores: Record<string, DimensionScore> = Object.create(null) as Record<string, DimensionScore>;
  for (const row of ordered.filter(({ subdimension }) => subdimension === "")) {
    dimension_scores[keyOf(row)] = { ...figures(row, questionnaire), section: row.section };
  }
  for (const row of ordered.filter(({ subdimension }) => subdimension !== "")) {
    const parent = dimension_scores[keyOf(row)];
    if (parent) (parent.subdimensions ??= {})[row.subdimension] = figures(row, questionnaire);
  }
  const dimensions = Object.values(dimension_scores);
  const overall = overallOf(dimensions.map(({ average }) => average));
  const validated = overallOf(dimensions.map((dimension) => dimension.validated.average));
  const asked = questionnaire.questions.length;
  const bound = ordered.filter((row) => row.subdimension === "" && questionnaire.totals.has(scoreKey(row)));
  const total = (pick: (row: ScoreRow) => number) => bound.reduce((sum, row) => sum + pick(row), 0);
  const notApplicable = total((row) => row.not_applicable);
  return {
    dimension_scores,
    sections: sectionsOf(dimensions),
    overall_score: overall,
    maturity_level: levelOf(overall),
    coverage: coverageOf(
      total((row) => row.answered),
      asked,
      notApplicable,
    ),
    validated: {
      overall_score: validated,
      maturity_level: levelOf(validated),
      coverage: coverageOf(
        total((row) => row.approved),
        asked,
        notApplicable,
      ),
    },
  };
}

function figures(row: ScoreRow, questionnaire: Questionnaire) {
  return {
    average: mean(row.weighted_sum, row.weight),
    count: row.scored,
    answered: row.answered,
    total: questionnaire.totals.get(scoreKey(row)) ?? row.answered + row.not_applicable,
    not_applicable: row.not_applicable,
    validated: { average: mean(row.approved_weighted_sum, row.approved_weight), count: row.approved },
  };
}

/** A section's average is the mean of its dimensions' averages, two decimals; `count` is how many have one. */
function sectionsOf(dimensions: readonly DimensionScore[]) {
  const sections: Record<string, { average: number | null; count: number }> = {};
  for (const { section } of dimensions) {
    const averages = dimensions.filter((other) => other.section === section).flatMap(({ average }) => average ?? []);
    const sum = averages.reduce((total, average) => total + average, 0);
    sections[section] ??= {
      average: averages.length ? roundScore(sum / averages.length) : null,
      count: averages.length,
    };
  }
  return sections;
}

const none = {
  weighted_sum: 0,
  weight: 0,
  answered: 0,
  scored: 0,
  not_applicable: 0,
  approved_weighted_sum: 0,
  approved_weight: 0,
  approved: 0,
};

function inOrder(rows: readonly ScoreRow[], questionnaire: Questionnaire): ScoreRow[] {
  const byKey = new Map(rows.map((row) => [scoreKey(row), row]));
  const asked = [...questionnaire.totals.keys()].map((key) => {
    const [section, dimension, subdimension] = JSON.parse(key) as [string, string, string];
    return byKey.get(key) ?? { ...none, section, dimension, subdimension };
  });
  return [...asked, ...rows.filter((row) => !questionnaire.totals.has(scoreKey(row)))];
}
