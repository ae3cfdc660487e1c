import { roundScore } from "../scoring";
import { score as written } from "@/lib/report/words";
import type { ReportAnswer, ReportContent } from "./report-content";

const MOST_WEAKEST = 3;

/** A dimension below its target, and the answers that hold it back most. */
interface Gap {
  dimension: string;
  average: number;
  target: number;
  gap: number;
  weakest: ReportAnswer[];
}

/** Dimensions below their target, the widest gap first. */
export function gapsOf({ dimensions, answers }: ReportContent): Gap[] {
  return dimensions
    .flatMap(({ section, dimension, average, target }) => {
      if (average === null || target === null || average >= target) return [];
      const weakest = answers
        .filter((answer) => answer.section === section && answer.dimension === dimension && !answer.not_applicable)
        .filter(({ score }) => score === null || score < target)
        .sort((a, b) => (a.score ?? 0) - (b.score ?? 0))
        .slice(0, MOST_WEAKEST);
      return [{ dimension, average, target, gap: roundScore(target - average), weakest }];
    })
    .sort((a, b) => b.gap - a.gap);
}

/** The report in one sentence or two. */
export function headline(content: ReportContent): string {
  const { overall, product } = content;
  const [widest] = gapsOf(content);
  const stands = `${product.name} stands at ${written(overall.score)} of 5 (${overall.level}).`;
  if (overall.target === null) return stands;
  const target =
    overall.score >= overall.target
      ? `Its target of ${overall.target} is reached.`
      : `Its target is ${overall.target}.`;
  return widest
    ? `${stands} ${target} ${widest.dimension} is furthest from it, by ${written(widest.gap)}.`
    : `${stands} ${target}`;
}

export function coverageWords({ answers }: ReportContent): string {
  const asked = answers.filter(({ code }) => code !== "");
  const applicable = asked.filter(({ not_applicable }) => !not_applicable);
  const answered = applicable.filter(({ answer, score }) => answer !== "" || score !== null);
  const approved = applicable.filter(({ status }) => status === "approved");
  return `${answered.length} of ${applicable.length} applicable questions answered, ${approved.length} approved`;
}
