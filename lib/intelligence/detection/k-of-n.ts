import type { Place } from "./find";

/** The narrowest piece of a text that has `threshold` different terms of a k-of-n rule, and how many the text has. */
export function narrowest(
  places: readonly Place[],
  threshold: number,
): { start: number; end: number; terms: number } | undefined {
  const sorted = [...places].sort((one, other) => one.start - other.start);
  const terms = new Set(sorted.map(({ part }) => part)).size;
  if (terms < threshold) return undefined;
  /** The last place of each term, in the order they were met: a piece that ends here needs no earlier one. */
  const last = new Map<number, Place>();
  let best: { start: number; end: number } | undefined;
  for (const place of sorted) {
    last.delete(place.part);
    last.set(place.part, place);
    if (last.size < threshold) continue;
    const within = [...last.values()].slice(-threshold);
    const start = within[0]!.start;
    const end = Math.max(...within.map((one) => one.end));
    if (!best || end - start < best.end - best.start) best = { start, end };
  }
  return best && { ...best, terms };
}
