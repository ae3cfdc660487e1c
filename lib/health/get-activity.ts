import { z } from "zod";
import { countActivityByDay } from "@/db/queries/health/activity";
import { pool } from "@/lib/kernel/database";
import { query } from "@/lib/kernel/query";
import { canSeeStatistics } from "./policy";

const DAY_MS = 86_400_000;
const DAYS = 30;

// A day that is over gains nothing any more: its count is kept, so that a process counts the past once. What an import
// adds to the past shows after a restart.
const finished = new WeakMap<object, Map<string, number>>();

/** How many changes and events the trail noted on each of the last 30 days (UTC), the oldest first, today last. */
export const getActivity = query({
  action: "health.activity.get",
  input: z.object({}),
  allow: canSeeStatistics,
  run: async ({ tx }) => {
    const today = Math.floor(Date.now() / DAY_MS);
    const days = Array.from({ length: DAYS }, (_, index) => dateOf(today - DAYS + 1 + index));
    const known = finished.get(pool()) ?? new Map<string, number>();
    finished.set(pool(), known);
    const missing = days.findIndex((day) => !known.has(day));
    const counts = new Map(
      (await countActivityByDay(tx, new Date(days[missing]!))).map(({ date, count }) => [date, count]),
    );
    // Yesterday's last transactions may still be on their way.
    for (const day of days.slice(missing, -2)) known.set(day, counts.get(day) ?? 0);
    return days.map((date) => ({ date, count: counts.get(date) ?? known.get(date) ?? 0 }));
  },
});

const dateOf = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);
