import type { Maturity } from "./maturity";
import type { Questionnaire } from "./questionnaire";
import { roundScore } from "./scoring";
import type { TargetOf } from "./targets";

/** A dimension of an answer set on the 0–5 scale. `gap` is what is missing to the target; null without score or target. */
export interface DimensionResult {
  /** Null for one that stands in no questionnaire: its questions came over the API in free text. */
  id: number | null;
  /** Its key in the API's `dimension_scores`. */
  key: string;
  title: string;
  section: string;
  average: number | null;
  validated: number | null;
  /** Scored answers, and those of them that are approved. */
  count: number;
  approved: number;
  answered: number;
  total: number;
  notApplicable: number;
  /** 0–5, null where nobody set one. */
  target: number | null;
  gap: number | null;
}

export interface SectionResult {
  id: number | null;
  title: string;
  average: number | null;
  validated: number | null;
  answered: number;
  total: number;
  notApplicable: number;
  target: number | null;
  dimensions: DimensionResult[];
}

/**
 * The figures of `maturityOf` in the order of the questionnaire, section by section, each followed by dimensions of free
 * questions that name it; sections that only free questions name come last.
 * Nothing is computed anew but the validated average of a section, by the rule of its self-assessed one.
 */
export function resultsOf(maturity: Maturity, questionnaire: Questionnaire, targetOf: TargetOf): SectionResult[] {
  const left = new Map(Object.entries(maturity.dimension_scores));
  const take = (section: string, title: string) => {
    const key = [`${section} / ${title}`, title].find((name) => left.get(name)?.section === section);
    const score = key === undefined ? undefined : left.get(key);
    if (key === undefined || !score) return undefined;
    left.delete(key);
    return { key, score };
  };
  const result = (id: number | null, title: string, key: string, score: Maturity["dimension_scores"][string]) => {
    const target = targetOf(score.section, title);
    return {
      id,
      key,
      title,
      section: score.section,
      average: score.average,
      validated: score.validated.average,
      count: score.count,
      approved: score.validated.count,
      answered: score.answered,
      total: score.total,
      notApplicable: score.not_applicable,
      target,
      gap: target === null || score.average === null ? null : Math.max(0, roundScore(target - score.average)),
    };
  };
  const rest = (section: string) =>
    [...left]
      .filter(([, score]) => score.section === section)
      .map(([key, score]) => {
        left.delete(key);
        return result(null, key.startsWith(`${section} / `) ? key.slice(section.length + 3) : key, key, score);
      });
  const sections = questionnaire.sections.map((section) => {
    const asked = section.dimensions
      .filter(({ parent_id }) => parent_id === null)
      .flatMap(({ id, title }) => {
        const found = take(section.title, title);
        return found ? [result(id, title, found.key, found.score)] : [];
      });
    return sectionResult(section.id, section.title, maturity, targetOf, [...asked, ...rest(section.title)]);
  });
  const others = new Set([...left.values()].map(({ section }) => section));
  return [...sections, ...[...others].map((title) => sectionResult(null, title, maturity, targetOf, rest(title)))];
}

function sectionResult(
  id: number | null,
  title: string,
  maturity: Maturity,
  targetOf: TargetOf,
  dimensions: DimensionResult[],
): SectionResult {
  const total = (pick: (dimension: DimensionResult) => number) => dimensions.reduce((sum, each) => sum + pick(each), 0);
  const validated = dimensions.flatMap((dimension) => dimension.validated ?? []);
  return {
    id,
    title,
    average: maturity.sections[title]?.average ?? null,
    validated: validated.length
      ? roundScore(validated.reduce((sum, score) => sum + score, 0) / validated.length)
      : null,
    answered: total(({ answered }) => answered),
    total: total(({ total: asked }) => asked),
    notApplicable: total(({ notApplicable }) => notApplicable),
    target: targetOf(title, ""),
    dimensions,
  };
}

/** How far a dimension moved since an earlier snapshot. `before` is null where it had no score then. */
export interface DimensionChange {
  section: string;
  title: string;
  id: number | null;
  before: number | null;
  now: number;
  change: number;
}

/** The dimensions whose score moved by a hundredth or more, the largest move first; those scored for the first time last. */
export function changesSince(
  earlier: readonly { section: string; dimension: string; average: number | null }[],
  sections: readonly SectionResult[],
): DimensionChange[] {
  const before = new Map(earlier.map((score) => [`${score.section}\n${score.dimension}`, score.average]));
  return sections
    .flatMap(({ dimensions }) => dimensions)
    .flatMap(({ id, key, section, title, average }) => {
      if (average === null) return [];
      const then = before.get(`${section}\n${key}`) ?? null;
      return [
        { id, section, title, before: then, now: average, change: then === null ? 0 : roundScore(average - then) },
      ];
    })
    .filter((each) => each.before === null || each.change !== 0)
    .sort((a, b) => Number(a.before === null) - Number(b.before === null) || Math.abs(b.change) - Math.abs(a.change));
}
