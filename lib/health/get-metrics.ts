import { Gauge, Registry } from "prom-client";
import { z } from "zod";
import {
  countJobs,
  findOperatingFigures,
  type JobCount,
  type OperatingFigures,
} from "@/db/queries/health/operating-figures";
import { systemCaller } from "@/lib/kernel/actor";
import { pool, type Tx } from "@/lib/kernel/database";
import { Fault } from "@/lib/kernel/fault";
import { measures } from "@/lib/kernel/measure";
import { query } from "@/lib/kernel/query";
import { anyone, canSeeStatistics } from "./policy";

const readFigures = async ({ tx }: { tx: Tx }) => {
  const [figures, jobs] = await Promise.all([findOperatingFigures(tx), countJobs(tx)]);
  return { figures, jobs };
};

/** The service's metrics as Prometheus reads them. */
export const getMetrics = query({
  action: "health.metrics.get",
  scope: "stats:read",
  input: z.object({}),
  allow: canSeeStatistics,
  run: async (context) => metricsText(await readFigures(context)),
});

const scrape = query({
  action: "health.metrics.scrape",
  as: "system:health",
  input: z.object({}),
  allow: anyone,
  run: readFigures,
});

/** The same for who has METRICS_TOKEN: what the process measures of itself is told even while the database is away. */
export async function scrapeMetrics(): Promise<string> {
  try {
    return await metricsText(await scrape(systemCaller("system:health"), {}));
  } catch (error) {
    if (error instanceof Fault && error.code === "unavailable") return metricsText(undefined);
    throw error;
  }
}

type Read = { figures: OperatingFigures; jobs: JobCount[] };

const databaseGauges: [name: string, help: string, value: (figures: OperatingFigures) => number | null][] = [
  ["database_size_bytes", "Size of the database.", (f) => f.size_bytes],
  ["database_connections", "Connections to the database, of every process.", (f) => f.connections],
  ["database_lock_waits", "Locks that are waited for.", (f) => f.lock_waits],
  ["database_cache_hit_ratio", "Blocks found in the database's memory, of those read.", (f) => f.cache_hits],
  ["database_index_scan_ratio", "Scans of tables that used an index.", (f) => f.index_share],
  ["database_commits", "Transactions committed since the database's statistics began.", (f) => f.commits],
  ["database_rollbacks", "Transactions rolled back likewise.", (f) => f.rollbacks],
  ["database_deadlocks", "Deadlocks likewise.", (f) => f.deadlocks],
  ["answers", "Answers, as the database estimates them.", (f) => f.answers],
  ["answers_waiting", "Answers that wait for a review.", (f) => f.answers_waiting],
  [
    "oldest_answer_waiting_seconds",
    "How long the one has waited that waits longest.",
    (f) => f.oldest_waiting_seconds ?? 0,
  ],
  ["reviews_24h", "Verdicts of the last 24 hours.", (f) => f.reviews],
  ["review_seconds_24h", "Mean time from handing in to verdict, of those.", (f) => f.review_seconds],
  ["sessions_active", "Sessions that hold.", (f) => f.active_sessions],
];

/** The process's own measures, then what the database says now. A figure that does not exist yet is left out. */
async function metricsText(read: Read | undefined): Promise<string> {
  const now = new Registry();
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `securesphere_${name}`, help, labelNames, registers: [now] });
  gauge("database_up", "Whether the database answers.").set(read ? 1 : 0);
  const { total, idle, waiting, size } = pool().usage();
  gauge("pool_size", "Most connections of this process.").set(size);
  gauge("pool_in_use", "Connections of this process in a transaction.").set(total - idle);
  gauge("pool_idle", "Connections of this process at rest.").set(idle);
  gauge("pool_waiting", "Transactions that wait for a connection.").set(waiting);
  if (read) {
    for (const [name, help, value] of databaseGauges) {
      const figure = value(read.figures);
      if (figure !== null) gauge(name, help).set(figure);
    }
    const jobs = gauge("jobs", "Jobs by kind and state.", ["kind", "state"]);
    for (const { kind, status, count } of read.jobs) jobs.set({ kind, state: status }, count);
  }
  return `${await measures().registry.metrics()}${await now.metrics()}`;
}
