import { collectDefaultMetrics, Counter, Histogram, Registry } from "prom-client";

/**
 * What this process measures of itself while it works, for /api/metrics and the system screen. Labels are names from the
 * code (routes, actions, statuses), never values of a request: no person can be read from them.
 */
interface Measures {
  registry: Registry;
  requests: Histogram<"method" | "route" | "status">;
  useCases: Histogram<"action" | "outcome">;
  batches: Histogram;
  poolWaits: Histogram;
  failedConnections: Counter<"reason">;
  outgoing: Histogram<"service" | "outcome">;
}

const shared = globalThis as { [key: symbol]: Measures | undefined };
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const QUICK = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.1, 0.5, 2, 10];

/** Shared by both doors' bundles. */
export const measures = (): Measures => (shared[Symbol.for("securesphere.measures")] ??= begin());

function begin(): Measures {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const own = { registers: [registry] };
  return {
    registry,
    requests: new Histogram({
      ...own,
      name: "securesphere_http_request_seconds",
      help: "Time from a request's arrival to the end of its answer, by route. Streams are left out.",
      labelNames: ["method", "route", "status"],
      buckets: SECONDS,
    }),
    useCases: new Histogram({
      ...own,
      name: "securesphere_use_case_seconds",
      help: "Time of a use case from its connection to its commit; its count is how often it was done (answers, reviews, imports).",
      labelNames: ["action", "outcome"],
      buckets: SECONDS,
    }),
    batches: new Histogram({
      ...own,
      name: "securesphere_database_round_trip_seconds",
      help: "Time from sending statements to having all their answers.",
      buckets: QUICK,
    }),
    poolWaits: new Histogram({
      ...own,
      name: "securesphere_pool_wait_seconds",
      help: "Time a transaction waited for a connection of the pool.",
      buckets: QUICK,
    }),
    failedConnections: new Counter({
      ...own,
      name: "securesphere_database_connection_failures_total",
      help: "Connections that were not had: the pool was exhausted, or the database refused or was away.",
      labelNames: ["reason"],
    }),
    outgoing: new Histogram({
      ...own,
      name: "securesphere_outgoing_request_seconds",
      help: "Time of calls to services of others (OSINT connectors), by service and class of the answer.",
      labelNames: ["service", "outcome"],
      buckets: SECONDS,
    }),
  };
}

export interface UseCaseTimes {
  action: string;
  count: number;
  failed: number;
  totalSeconds: number;
  /** The bound below which 95 of 100 calls stayed; undefined above the largest bucket. */
  p95Seconds: number | undefined;
}

/** What use cases took in this process since its start, those that took most of its time first. */
export async function useCaseTimes(most: number): Promise<UseCaseTimes[]> {
  const { values } = await measures().useCases.get();
  const byAction = new Map<string, { count: number; failed: number; sum: number; buckets: Map<number, number> }>();
  for (const { labels, value, metricName } of values) {
    const action = String(labels.action);
    const entry = byAction.get(action) ?? { count: 0, failed: 0, sum: 0, buckets: new Map<number, number>() };
    byAction.set(action, entry);
    if (metricName?.endsWith("_sum")) entry.sum += value;
    else if (metricName?.endsWith("_count")) {
      entry.count += value;
      if (labels.outcome !== "ok") entry.failed += value;
    } else {
      const bound = Number((labels as { le?: number | string }).le);
      if (Number.isFinite(bound)) entry.buckets.set(bound, (entry.buckets.get(bound) ?? 0) + value);
    }
  }
  return [...byAction]
    .map(([action, { count, failed, sum, buckets }]) => ({
      action,
      count,
      failed,
      totalSeconds: sum,
      p95Seconds: [...buckets].sort(([a], [b]) => a - b).find(([, below]) => below >= count * 0.95)?.[0],
    }))
    .sort((a, b) => b.totalSeconds - a.totalSeconds)
    .slice(0, most);
}
