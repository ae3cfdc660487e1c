import { z } from "zod";
import {
  findLargestTables,
  findLockWaits,
  findSlowStatements,
  findUnusedIndexes,
} from "@/db/queries/health/database-details";
import { listIncidents } from "@/db/queries/health/incidents";
import { countJobs, findOperatingFigures } from "@/db/queries/health/operating-figures";
import { listSamples } from "@/db/queries/health/samples";
import { pool } from "@/lib/kernel/database";
import { useCaseTimes } from "@/lib/kernel/measure";
import { query } from "@/lib/kernel/query";
import { whole } from "@/lib/kernel/input";
import { staged } from "@/lib/kernel/staged";
import { scannerStanding } from "@/lib/vault/clamd";
import { readSystemStats } from "./get-system-stats";
import { canSeeStatistics } from "./policy";

const MOST = 12;
/** Points of a chart, at most: a wider look has coarser ones. */
const POINTS = 168;

const input = z.object({ hours: whole(1, 720).default(24) });

const readSystem = query({
  action: "health.system.get",
  input,
  allow: canSeeStatistics,
  run: async ({ tx }, { hours }) => {
    const minutes = Math.max(5, Math.ceil((hours * 60) / POINTS / 5) * 5);
    const [stats, figures, jobs, samples, tables, unused, locks, statements, incidents, times] = await Promise.all([
      readSystemStats(tx),
      findOperatingFigures(tx),
      countJobs(tx),
      listSamples(tx, hours, minutes),
      findLargestTables(tx, MOST),
      findUnusedIndexes(tx, MOST),
      findLockWaits(tx, MOST),
      findSlowStatements(tx, MOST),
      listIncidents(tx, MOST),
      useCaseTimes(MOST),
    ]);
    const slow = { statements, useCases: times };
    return { stats, figures, jobs, samples, tables, unused, locks, slow, incidents, pool: pool().usage() };
  },
});

/** Everything the system screen shows: figures now, how they went, what is slow, unused, locked or wrong. */
export const getSystem = staged({ action: "health.system.get", input }, async (caller, { hours }) => ({
  ...(await readSystem(caller, { hours })),
  scanner: await scannerStanding(),
}));

export type SystemOverview = Awaited<ReturnType<typeof getSystem>>;
