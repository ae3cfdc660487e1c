import type { DimensionResult, SectionResult } from "@/lib/assessment/results";

/** A score as this screen writes it; averages of dimensions keep two decimals. */
export const written = (score: number) => score.toFixed(2);

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

const scoredOf = (dimensions: readonly DimensionResult[]) =>
  dimensions.filter((each): each is DimensionResult & { average: number } => each.average !== null);

const lowest = (dimensions: readonly DimensionResult[]) =>
  scoredOf(dimensions).sort((a, b) => a.average - b.average || a.title.localeCompare(b.title))[0];

/** What the gaps say: which dimension is furthest from target, or lowest without one. */
export function gapMessage(dimensions: readonly DimensionResult[]): string {
  const weakest = lowest(dimensions);
  if (!weakest) return "Nothing is scored yet";
  const aimed = scoredOf(dimensions).filter(({ gap }) => gap !== null);
  const widest = aimed.sort((a, b) => b.gap! - a.gap! || a.title.localeCompare(b.title))[0];
  if (!widest) return `${weakest.title} scores lowest, at ${written(weakest.average)}`;
  if (widest.gap! > 0) return `${widest.title} is furthest from target`;
  return "Every scored dimension meets the target";
}

/** What a section's radar says. */
export function sectionMessage(section: SectionResult): string {
  const scored = scoredOf(section.dimensions).sort((a, b) => b.average - a.average);
  const [strongest, weakest] = [scored[0], scored.at(-1)];
  if (!strongest || !weakest) return "Not scored yet";
  if (scored.length === 1) return `${strongest.title} at ${written(strongest.average)}, the others not scored yet`;
  if (strongest.average - weakest.average < 0.005) return `All scored dimensions at ${written(weakest.average)}`;
  return `${weakest.title} is weakest, ${strongest.title} strongest`;
}

/** What the heatmap says: strongest and weakest section. */
export function heatmapMessage(sections: readonly SectionResult[]): string {
  const scored = sections
    .flatMap((section) => (section.average === null ? [] : [{ title: section.title, average: section.average }]))
    .sort((a, b) => b.average - a.average);
  const [strongest, weakest] = [scored[0], scored.at(-1)];
  if (!strongest || !weakest) return "Nothing is scored yet";
  if (scored.length === 1) return `Only ${strongest.title} is scored so far`;
  if (strongest.average === weakest.average) return "All sections are equally mature";
  return `${strongest.title} is strongest, ${weakest.title} weakest`;
}

/** What the trend says, from its first point to its last. */
export function trendMessage(points: readonly { takenAt: string; overall: number }[]): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return "No history yet";
  if (points.length === 1) return `${written(first.overall)} on ${day.format(new Date(first.takenAt))}`;
  const moved = last.overall - first.overall;
  const since = `since ${day.format(new Date(first.takenAt))}`;
  if (Math.abs(moved) < 0.005) return `Unchanged ${since}`;
  return `${moved > 0 ? "Up" : "Down"} ${written(Math.abs(moved))} ${since}`;
}

/** The date of a snapshot, as charts write dates. */
export const dayOf = (moment: string) => day.format(new Date(moment));

/** A share (0–1) in whole percent. What is not all is never called 100, what is something never 0. */
export function percent(share: number): string {
  if (share <= 0) return "0 %";
  if (share >= 1) return "100 %";
  return `${Math.min(99, Math.max(1, Math.round(share * 100)))} %`;
}

/** "1 answer", "2 answers". */
export const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
