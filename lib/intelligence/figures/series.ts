const DAY_MS = 86_400_000;

/** The last days up to and with `today`, the oldest first, as ISO dates (UTC). */
export const daysUpTo = (today: Date, days: number): string[] =>
  Array.from({ length: days }, (_, index) =>
    new Date(today.getTime() - (days - 1 - index) * DAY_MS).toISOString().slice(0, 10),
  );

/** The first days of the last months up to the one of `today`, the oldest first. */
export const monthsUpTo = (today: Date, months: number): string[] =>
  Array.from({ length: months }, (_, index) =>
    new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - (months - 1 - index), 1))
      .toISOString()
      .slice(0, 10),
  );

/** A row for every date; what was not counted is `none`. */
export function onDates<Row>(dates: readonly string[], rows: readonly (Row & { date: string })[], none: Row) {
  const known = new Map(rows.map((row) => [row.date, row]));
  return dates.map((date) => ({ ...none, ...known.get(date), date }));
}

/** Categories that a chart tells apart; the rest are one more. */
const SHOWN_CATEGORIES = 5;
export const OTHER = "Other";
const UNNAMED = "No category";

/**
 * Counts by date and category as one row a date, with the largest categories by name, the largest first, and all others
 * together.
 */
export function byCategory(
  dates: readonly string[],
  rows: readonly { date: string; category: string; count: number }[],
): { categories: string[]; totals: number[]; days: { date: string; counts: number[] }[] } {
  const totals = new Map<string, number>();
  for (const { category, count } of rows)
    totals.set(category || UNNAMED, (totals.get(category || UNNAMED) ?? 0) + count);
  const ordered = [...totals].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).map(([name]) => name);
  const named = ordered.slice(0, ordered.length > SHOWN_CATEGORIES + 1 ? SHOWN_CATEGORIES : SHOWN_CATEGORIES + 1);
  const categories = named.length < ordered.length ? [...named, OTHER] : named;
  const place = (category: string) => {
    const at = named.indexOf(category || UNNAMED);
    return at < 0 ? categories.length - 1 : at;
  };
  const days = new Map(dates.map((date) => [date, categories.map(() => 0)]));
  const sums = categories.map(() => 0);
  for (const { date, category, count } of rows) {
    const counts = days.get(date);
    if (!counts) continue;
    counts[place(category)]! += count;
    sums[place(category)]! += count;
  }
  return { categories, totals: sums, days: [...days].map(([date, counts]) => ({ date, counts })) };
}

/** How a whole number stands to what was before it, in words: "12 more than", "as many as". */
export function comparedWith(now: number, before: number): string {
  if (now === before) return "as many as";
  const difference = Math.abs(now - before).toLocaleString("en");
  return `${difference} ${now > before ? "more" : "fewer"} than`;
}
