import type { ScoreRow } from "@/db/queries/assessment/write-response";
import { scoreKey, type Place, type Questionnaire } from "./questionnaire";
import { coverageOf, levelOf, meanOf, overallOf, roundScore, type MaturityLevel } from "./scoring";

/** The score of one dimension. Averages are 0–5, null without a scored answer; `count` of scored, `total` of asked questions. */
interface DimensionScore {
  average: number | null;
  count: number;
  answered: number;
  total: number;
  not_applicable: number;
  section: string;
  validated: { average: number | null; count: number };
  /** On the model's own scale: 0–3 in SAMM, the level reached by high water. Not under the model `mean`. */
  model_score?: number | null;
  subdimensions?: Record<string, Omit<DimensionScore, "subdimensions" | "section">>;
}

/** The maturity of an answer set. Coverage is 0–1; `validated` counts approved answers only. */
export interface Maturity {
  dimension_scores: Record<string, DimensionScore>;
  sections: Record<string, { average: number | null; count: number }>;
  overall_score: number;
  maturity_level: MaturityLevel;
  /** The mean of the dimensions' figures on the model's own scale, two decimals. Not under the model `mean`. */
  model_score?: number | null;
  coverage: number;
  validated: { overall_score: number; maturity_level: MaturityLevel; coverage: number };
}

/**
 * Scores of an answer set from what is kept for it: per dimension the weighted mean, or what the questionnaire's model
 * makes of it; overall the mean of the dimensions. All dimensions of the questionnaire are listed, in its order; those of free questions follow.
 */
export function maturityOf(rows: readonly ScoreRow[], questionnaire: Questionnaire): Maturity {
  const ordered = inOrder(rows, questionnaire);
  const repeated = repeatedNames(ordered);
  const keyOf = ({ section, dimension }: Place) => (repeated.has(dimension) ? `${section} / ${dimension}` : dimension);
  const modelled = questionnaire.scoring_model !== "mean";
  const byName = new Map<string, DimensionScore>();
  for (const each of ordered) {
    const { place } = each;
    if (place.subdimension === "")
      byName.set(keyOf(place), Object.assign(figures(each, modelled), { section: place.section }));
  }
  for (const each of ordered) {
    const { place } = each;
    const parent = place.subdimension === "" ? undefined : byName.get(keyOf(place));
    if (parent) (parent.subdimensions ??= {})[place.subdimension] = figures(each, modelled);
  }
  const dimensions = [...byName.values()];
  const overall = overallOf(dimensions.map(({ average }) => average));
  const validated = overallOf(dimensions.map((dimension) => dimension.validated.average));
  const coverage = coverageBy(ordered);
  return {
    dimension_scores: Object.fromEntries(byName),
    sections: sectionsOf(dimensions),
    overall_score: overall,
    maturity_level: levelOf(overall),
    ...(modelled && { model_score: meanFigure(dimensions) }),
    coverage: coverage(({ answered }) => answered),
    validated: {
      overall_score: validated,
      maturity_level: levelOf(validated),
      coverage: coverage(({ approved }) => approved),
    },
  };
}

type Sums = Omit<ScoreRow, keyof Place>;

/** The sums of a place, and how many questions are asked there; undefined where the questionnaire has none. */
interface PlacedSums {
  place: Place;
  sums: Sums;
  total: number | undefined;
  scale: number;
}

/** Names of dimensions that more than one section has. */
function repeatedNames(ordered: readonly PlacedSums[]): Set<string> {
  const repeated = new Set<string>();
  const seen = new Map<string, string>();
  for (const { place } of ordered) {
    if ((seen.get(place.dimension) ?? place.section) !== place.section) repeated.add(place.dimension);
    seen.set(place.dimension, place.section);
  }
  return repeated;
}

/** Free questions stand outside every model but the mean. */
function figures(
  { sums, total, scale }: PlacedSums,
  modelled: boolean,
): Omit<DimensionScore, "section" | "subdimensions"> {
  const byModel = modelled && total !== undefined;
  return {
    average: byModel ? sums.model_score : meanOf(sums.weighted_sum, sums.weight),
    ...(byModel && { model_score: sums.model_score === null ? null : roundScore((sums.model_score * scale) / 5) }),
    count: sums.scored,
    answered: sums.answered,
    total: total ?? sums.answered + sums.not_applicable,
    not_applicable: sums.not_applicable,
    validated: {
      average: byModel ? sums.approved_model_score : meanOf(sums.approved_weighted_sum, sums.approved_weight),
      count: sums.approved,
    },
  };
}

function meanFigure(dimensions: readonly DimensionScore[]): number | null {
  const known = dimensions.flatMap(({ model_score }) => model_score ?? []);
  return known.length ? roundScore(known.reduce((sum, figure) => sum + figure, 0) / known.length) : null;
}

/** Which part of the questions asked is done, by what counts as done. Free questions do not count. */
function coverageBy(ordered: readonly PlacedSums[]) {
  const bound = ordered.filter(({ place, total }) => place.subdimension === "" && total !== undefined);
  const asked = bound.reduce((sum, { total }) => sum + total!, 0);
  const sum = (pick: (sums: Sums) => number) => bound.reduce((total, { sums }) => total + pick(sums), 0);
  const notApplicable = sum((sums) => sums.not_applicable);
  return (done: (sums: Sums) => number) => coverageOf(sum(done), asked, notApplicable);
}

/** A section's average is the mean of its dimensions' averages, two decimals; `count` is how many have one. */
function sectionsOf(dimensions: readonly DimensionScore[]) {
  const bySection = new Map<string, { sum: number; count: number }>();
  for (const { section, average } of dimensions) {
    let sums = bySection.get(section);
    if (!sums) bySection.set(section, (sums = { sum: 0, count: 0 }));
    if (average === null) continue;
    sums.sum += average;
    sums.count++;
  }
  return Object.fromEntries(
    [...bySection].map(([section, { sum, count }]) => [
      section,
      { average: count ? roundScore(sum / count) : null, count },
    ]),
  );
}

const none: Sums = {
  weighted_sum: 0,
  weight: 0,
  answered: 0,
  scored: 0,
  not_applicable: 0,
  approved_weighted_sum: 0,
  approved_weight: 0,
  approved: 0,
  asked: 0,
  model_score: null,
  approved_model_score: null,
};

/** All places of the questionnaire in its order, then those of free questions. */
function inOrder(rows: readonly ScoreRow[], { places }: Questionnaire): PlacedSums[] {
  const byKey = new Map<string, ScoreRow>();
  for (const row of rows) byKey.set(scoreKey(row), row);
  const ordered: PlacedSums[] = [];
  for (const [key, place] of places)
    ordered.push({
      place,
      sums: byKey.get(key) ?? none,
      total: place.total - place.conditional + (byKey.get(key)?.asked ?? 0),
      scale: place.scale,
    });
  for (const [key, row] of byKey)
    if (!places.has(key)) ordered.push({ place: row, sums: row, total: undefined, scale: 5 });
  return ordered;
}
