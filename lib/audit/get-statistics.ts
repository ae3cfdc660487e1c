import { z } from "zod";
import { type Counted, countEntries } from "@/db/queries/audit/statistics";
import { prepareReading } from "@/db/queries/audit/trail";
import { invalidField } from "@/lib/kernel/fault";
import { query } from "@/lib/kernel/query";
import { canReadTrail } from "./policy";
import { explainTimeout } from "./reading-limit";
import { trailFilters } from "./trail-input";

const DAY_MS = 86_400_000;
/** Days of a range that names no beginning, and the most there may be. */
const DAYS = 30;
const MOST_DAYS = 366;
/** How many actions, people and organizations are named. */
const MOST_NAMED = 20;
/** A wide range is read from end to end. */
const COUNTING_MS = 20_000;

/** Entries of the trail in the database by day, action, person and organization; the last 30 days where no range is named. */
export const getAuditStatistics = query({
  action: "audit.statistics.get",
  scope: "audit:read",
  input: z.object({
    from: trailFilters.from,
    to: trailFilters.to,
    organization_id: trailFilters.organization_id,
  }),
  allow: canReadTrail,
  run: async ({ tx }, given) => {
    const to = given.to ?? new Date().toISOString();
    const from = given.from ?? `${dayOf(Date.parse(to) - (DAYS - 1) * DAY_MS)}T00:00:00Z`;
    if (from > to) throw invalidField("from", "should be before the end");
    if (Date.parse(to) - Date.parse(from) > MOST_DAYS * DAY_MS)
      throw invalidField("from", "should be within a year of the end");
    await prepareReading(tx, COUNTING_MS);
    const range = { from, to, organizationId: given.organization_id ?? null, most: MOST_NAMED };
    const counted = await countEntries(tx, range).catch(explainTimeout);
    const of = (by: Counted["by"]) => counted.filter((row) => row.by === by);
    const days = new Map(of("day").map(({ word, entries }) => [word!, entries]));
    return {
      from,
      to,
      total: [...days.values()].reduce((sum, entries) => sum + entries, 0),
      days: daysOf(from, to).map((day) => ({ day, entries: days.get(day) ?? 0 })),
      actions: of("action").map(({ word, entries }) => ({ action: word!, entries })),
      people: of("person").map(({ id, name, entries }) => ({ id, name, entries })),
      organizations: of("organization").map(({ id, name, entries }) => ({ id, name, entries })),
    };
  },
});

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

/** Every day of a range: those without entries, too. */
function daysOf(from: string, to: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(`${dayOf(Date.parse(from))}T00:00:00Z`); at <= Date.parse(to); at += DAY_MS)
    days.push(dayOf(at));
  return days;
}
