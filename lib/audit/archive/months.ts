import { z } from "zod";

/** Whole months besides the current one that are never archived: people look at them every day. */
export const FEWEST_MONTHS = 3;

/** A month as people write it: "2026-01". */
export const monthText = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "should be a month like 2026-01");

/** The same, as its first day. */
export const monthInput = monthText.transform((month) => `${month}-01`);

/** The first day of the month so many before this moment's, UTC. */
export function monthsBefore(now: Date, months: number): string {
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1));
  return first.toISOString().slice(0, 10);
}

/** The times of a month, given by its first day, in microseconds since 1970; both ends belong to it. */
export function boundsOf(month: string): { from: number; to: number } {
  const first = new Date(`${month}T00:00:00Z`);
  const next = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 1);
  return { from: first.getTime() * 1000, to: next * 1000 - 1 };
}

/** Whether something of the month lies in a range of microseconds; null for no end. */
export function overlaps(month: string, range: { from: number | null; to: number | null }): boolean {
  const { from, to } = boundsOf(month);
  return (range.from ?? -Infinity) <= to && (range.to ?? Infinity) >= from;
}

/** As people write it: "2026-01". */
export const monthName = (month: string): string => month.slice(0, 7);
