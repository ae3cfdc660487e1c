import { z } from "zod";
import { countActivityByDay } from "@/db/queries/health/activity";
import { pool, type Tx } from "@/lib/kernel/database";
import { query } from "@/lib/kernel/query";
import { canSeeStatistics } from "./policy";

const DAY_MS = 86_400_000;
const DAYS = 30;

/** Transactions this old have surely ended: what the trail says of the time before is counted once, and kept. */
const SETTLED_MS = 10 * 60_000;

// What an import adds to the past shows after a restart.
interface Settled {
  until: Date;
  counts: Map<string, number>;
}
const settled = new WeakMap<object, Settled>();

/** How many changes and events the trail noted on each of the last 30 days (UTC), the oldest first, today last. */
export const getActivity = query({
  action: "health.activity.get",
  input: z.object({}),
  allow: canSeeStatistics,
  run: async ({ tx }) => {
    const today = Math.floor(Date.now() / DAY_MS);
    const days = Array.from({ length: DAYS }, (_, index) => dateOf(today - DAYS + 1 + index));
    const known = settled.get(pool()) ?? { until: new Date(days[0]!), counts: new Map<string, number>() };
    const until = new Date(Date.now() - SETTLED_MS);
    const [since, recent] = [await countSince(tx, known.until), await countSince(tx, until)];
    const before = new Map(
      days.map((day) => [day, (known.counts.get(day) ?? 0) + (since.get(day) ?? 0) - (recent.get(day) ?? 0)]),
    );
    settled.set(pool(), { until, counts: before });
    return days.map((date) => ({ date, count: before.get(date)! + (recent.get(date) ?? 0) }));
  },
});

const countSince = async (tx: Tx, since: Date) =>
  new Map((await countActivityByDay(tx, since)).map(({ date, count }) => [date, count]));

const dateOf = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);
