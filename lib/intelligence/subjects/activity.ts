/** What a timeline shows: the last 90 days by day, the last year by week, or all by month. */
export const periods = ["90", "365", "all"] as const;
export type Period = (typeof periods)[number];
type Step = "day" | "week" | "month";

const stepOf: Record<Period, Step> = { "90": "day", "365": "week", all: "month" };

const DAY_MS = 86_400_000;
/** Months that one timeline has at most: what is older is said to be. */
const MOST_MONTHS = 120;

const startOf = (moment: Date, step: Step): Date => {
  const day = new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate()));
  if (step === "month") day.setUTCDate(1);
  // Weeks begin on Monday, as in the database.
  if (step === "week") day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day;
};

const nextOf = (start: Date, step: Step): Date => {
  const next = new Date(start);
  if (step === "month") next.setUTCMonth(next.getUTCMonth() + 1);
  else next.setUTCDate(next.getUTCDate() + (step === "week" ? 7 : 1));
  return next;
};

/** From when until when a period reaches that ends with the last time somebody was seen; whole steps, UTC. */
export function spanOf(period: Period, first: Date | null, last: Date | null): { step: Step; from: Date; to: Date } {
  const step = stepOf[period];
  const end = last ?? new Date(0);
  const to = nextOf(startOf(end, step), step);
  if (period !== "all")
    return { step, from: startOf(new Date(end.getTime() - (Number(period) - 1) * DAY_MS), step), to };
  const earliest = startOf(first && first < end ? first : end, step);
  const bound = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() - MOST_MONTHS, 1));
  return { step, from: earliest < bound ? bound : earliest, to };
}

/** The counts with a zero for every step at which nothing was. */
export function fillSteps(
  counts: readonly { date: string; count: number }[],
  { step, from, to }: { step: Step; from: Date; to: Date },
): { date: string; count: number }[] {
  const known = new Map(counts.map(({ date, count }) => [date, count]));
  const filled = [];
  for (let at = from; at < to; at = nextOf(at, step)) {
    const date = at.toISOString().slice(0, 10);
    filled.push({ date, count: known.get(date) ?? 0 });
  }
  return filled;
}
