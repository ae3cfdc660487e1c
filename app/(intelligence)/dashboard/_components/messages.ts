import { comparedWith } from "@/lib/intelligence/figures/series";
import type { Dashboard } from "@/lib/intelligence/get-dashboard";

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
const many = (count: number, one: string, more = `${one}s`) =>
  `${count.toLocaleString("en")} ${count === 1 ? one : more}`;

export function takenTitle({ taken, taken_before, days }: Dashboard): string {
  const total = sum(taken.map(({ count }) => count));
  if (total === 0) return "No import ended in this time";
  return `${many(total, "message")} taken in, ${comparedWith(total, taken_before)} in the ${days} days before`;
}

export function triagedTitle({ triaged, triaged_before, days }: Dashboard): string {
  const total = sum(triaged.map(({ count }) => count));
  if (total === 0) return "Nobody decided about a detection in this time";
  return `${many(total, "decision")}, ${comparedWith(total, triaged_before)} in the ${days} days before`;
}

export function detectedTitle({ detected: { categories, totals } }: Dashboard): string {
  const all = sum(totals);
  const [category] = categories;
  if (all === 0 || category === undefined) return "Nothing was detected in this time";
  if (categories.length === 1) return `${many(all, "detection")}, all of category ${category}`;
  return `${category} is found most: ${Math.round((totals[0]! / all) * 100)} % of ${many(all, "detection")}`;
}

export function casesTitle(months: Dashboard["cases"]): string {
  const [opened, closed] = [sum(months.map((each) => each.opened)), sum(months.map((each) => each.closed))];
  if (opened + closed === 0) return "No case was opened or closed in a year";
  if (opened === 0) return `${many(closed, "case")} closed in a year, none opened`;
  return `${closed.toLocaleString("en")} closed against ${opened.toLocaleString("en")} opened in a year: ${Math.round((closed / opened) * 100)} %`;
}
