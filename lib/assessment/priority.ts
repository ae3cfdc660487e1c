/** Effort of what nobody has estimated: the middle of 1 to 5. */
export const STANDARD_EFFORT = 3;

/** What the priority of a finding is made of. Scores are 0–5, `share` is 0–1 of the overall score, effort 1–5. */
export interface Weighed {
  score: number;
  target: number;
  share: number;
  effort: number;
}

/** How urgent a gap is: the square lets a wide one count for more than two narrow ones. Nothing where the target is met. */
export const urgencyOf = (score: number, target: number) => Math.max((1 + target - score) ** 2 - 1, 0);

/** Urgency × share of the overall score in percent ÷ effort: what comes first. */
export const priorityOf = ({ score, target, share, effort }: Weighed) =>
  (urgencyOf(score, target) * share * 100) / effort;

/** Something to rank: what it needs first is named by key. */
export interface Ranked {
  key: string;
  priority: number;
  /** Keys of what comes first, as far as it is open itself. */
  after: readonly string[];
}

/**
 * The highest priority first, but nothing before what it needs first. What is equal keeps its order. Where things need
 * each other in a circle, the most urgent of the circle goes first.
 */
export function inRank<Item extends Ranked>(items: readonly Item[]): Item[] {
  const keys = new Set(items.map(({ key }) => key));
  const waits = new Map(
    items.map(({ key, after }) => [key, new Set(after.filter((each) => each !== key && keys.has(each)))]),
  );
  const needed = new Map<string, string[]>();
  for (const [key, firsts] of waits) for (const first of firsts) needed.set(first, [...(needed.get(first) ?? []), key]);
  const left = items
    .map((item, at) => ({ item, at }))
    .sort((a, b) => b.item.priority - a.item.priority || a.at - b.at)
    .map(({ item }) => item);
  const ranked: Item[] = [];
  while (left.length > 0) {
    const free = left.findIndex(({ key }) => waits.get(key)!.size === 0);
    const [next] = left.splice(Math.max(0, free), 1);
    ranked.push(next!);
    for (const key of needed.get(next!.key) ?? []) waits.get(key)!.delete(next!.key);
  }
  return ranked;
}
