import { ScoreTrend } from "@/components/charts/score-trend";
import { Section } from "@/components/ui/card";
import type { getResults } from "@/lib/assessment/get-results";
import type { getTrend } from "@/lib/assessment/get-trend";
import { changesSince } from "@/lib/assessment/results";
import { resultsHref, readTrend, type Shown } from "./addresses";
import { Changes } from "./changes";
import { dayOf, trendMessage } from "./messages";
import { causes } from "../../_moments/words";

type Results = Awaited<ReturnType<typeof getResults>>;
type TrendOf = Awaited<ReturnType<typeof getTrend>>;

/** The overall score at each snapshot and now, each point leading to its dimensions. */
export function Trend({ points, results, shown }: { points: TrendOf["points"]; results: Results; shown: Shown }) {
  const place = readTrend(shown.trend);
  const all = [
    ...points.map((point) => ({
      ...point,
      self: place ? (point.place?.self ?? null) : point.overall,
      validated: place ? (point.place?.validated ?? null) : point.validated,
    })),
    { takenAt: (results.calculatedAt ?? new Date()).toISOString(), ...today(results, place) },
  ];
  const scored = all.flatMap(({ takenAt, self }) => (self === null ? [] : [{ takenAt, overall: self }]));
  const what = place ? (place.dimension ?? place.section) : "Overall maturity";
  return (
    <ScoreTrend
      title={place && scored.length === 0 ? `${what} is not scored yet` : trendMessage(scored)}
      description={
        points.length
          ? `${what} at each submission and review, and now`
          : "A point is added whenever answers are submitted or a review is finished"
      }
      target={results.product.target}
      data={all.map((point) => ({
        date: point.takenAt,
        self: point.self,
        validated: point.validated,
        label: "cause" in point ? causes[point.cause as keyof typeof causes] : "Now",
        href: "id" in point ? resultsHref(shown, { snapshot: point.id as number }) : undefined,
      }))}
      height={310}
      level={2}
    />
  );
}

/** How what is shown stands now. */
function today({ maturity, counts, sections }: Results, place: ReturnType<typeof readTrend>) {
  if (!place)
    return { self: maturity.overall_score, validated: counts.approved > 0 ? maturity.validated.overall_score : null };
  const section = sections.find(({ title }) => title === place.section);
  const here = place.dimension === undefined ? section : section?.dimensions.find(({ key }) => key === place.dimension);
  return { self: here?.average ?? null, validated: here?.validated ?? null };
}

/** Which dimensions moved since about a month ago. */
export function WhatChanged({ trend, results, shown }: { trend: TrendOf; results: Results; shown: Shown }) {
  if (!trend.earlier) return null;
  const changes = changesSince(trend.earlier.scores, results.sections);
  const moved = changes.filter(({ before }) => before !== null);
  const since = dayOf(trend.earlier.takenAt);
  const up = moved.filter(({ change }) => change > 0).length;
  const title = moved.length
    ? `${up} up, ${moved.length - up} down since ${since}`
    : `No dimension moved since ${since}`;
  return (
    <Section title={title} description="The dimensions that moved most" card padded={false}>
      {changes.length ? (
        <Changes changes={changes} shown={shown} />
      ) : (
        <p className="px-4 py-6 text-center text-muted">Every dimension scores as it did then.</p>
      )}
    </Section>
  );
}
