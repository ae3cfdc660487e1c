import { z } from "zod";
import {
  countCases,
  countDetected,
  countTaken,
  countTriaged,
  listHotSources,
  listWorkload,
  type Workload,
} from "@/db/queries/intelligence/figures";
import type { Actor } from "@/lib/kernel/actor";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canSeeWorkloadByName } from "./figures-policy";
import { byCategory, daysUpTo, monthsUpTo, onDates } from "./figures/series";
import { inIntelligence } from "./policy";

const MONTHS = 12;

/**
 * How the work goes, in figures: what was taken in, found and decided on each of the last days, where risk comes from, how
 * cases end, who carries how much. Cases are those of the register that the caller sees.
 */
export const getDashboard = query({
  action: "intelligence.dashboard.get",
  input: z.object({
    days: z.enum(["30", "90"]).default("30"),
    organization_id: id().optional(),
  }),
  allow: inIntelligence,
  run: async ({ tx, actor }, input) => {
    const organization = actor.role === "analyst" ? actor.organizationId : (input.organization_id ?? null);
    const now = new Date();
    // Twice as many days: what is shown is compared with what was before.
    const days = daysUpTo(now, Number(input.days));
    const before = daysUpTo(new Date(now.getTime() - days.length * 86_400_000), days.length);
    const months = monthsUpTo(now, MONTHS);
    const [since, from] = [new Date(before[0]!), new Date(days[0]!)];
    const [taken, triaged, detected, sources, cases, workload] = await Promise.all([
      countTaken(tx, organization, since),
      countTriaged(tx, organization, since),
      countDetected(tx, organization, from),
      listHotSources(tx, organization, from),
      countCases(tx, organization, new Date(months[0]!)),
      listWorkload(tx, organization, from),
    ]);
    return {
      days: days.length,
      taken: onDates(days, taken, { count: 0 }),
      taken_before: sum(onDates(before, taken, { count: 0 })),
      triaged: onDates(days, triaged, { count: 0, confirmed: 0 }),
      triaged_before: sum(onDates(before, triaged, { count: 0, confirmed: 0 })),
      detected: byCategory(days, detected),
      sources,
      cases: onDates(
        months,
        cases.map(({ month, opened, closed }) => ({ date: month, opened, closed })),
        { opened: 0, closed: 0 },
      ),
      /** By name for those who manage; else one's own, and what all others do on average. */
      workload: workloadFor(actor, workload),
    };
  },
});

export type Dashboard = Awaited<ReturnType<typeof getDashboard>>;

const sum = (rows: readonly { count: number }[]) => rows.reduce((total, { count }) => total + count, 0);

/** What of the workload somebody is told. */
export function workloadFor(actor: Pick<Actor, "role" | "userId">, rows: readonly Workload[]) {
  if (canSeeWorkloadByName(actor))
    return rows.map(({ name, reviewed, cases }) => ({ name: name || "Somebody who left", reviewed, cases }));
  const own = rows.find((row) => row.user_id === actor.userId);
  const others = rows.filter((row) => row.user_id !== actor.userId && row.reviewed > 0);
  const mine = { name: "You", reviewed: own?.reviewed ?? 0, cases: own?.cases ?? 0 };
  if (others.length < 2) return [mine]; // the mean of one would name that one
  const mean = Math.round(others.reduce((all, { reviewed }) => all + reviewed, 0) / others.length);
  return [mine, { name: "Your colleagues, on average", reviewed: mean, cases: null }];
}
