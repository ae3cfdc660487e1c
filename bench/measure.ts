import { fork } from "node:child_process";
import path from "node:path";
import type { Case } from "./cases";
import { databaseCpuSeconds, processCpuSeconds } from "./cpu";
import { pgbench } from "./limit";
import type { LoadPlan, LoadResult } from "./load";
import type { Server } from "./server";

/** What a case did at a number of connections: medians over rounds. Times in milliseconds, CPU per request. */
export interface Row {
  case: string;
  connections: number;
  /** Requests a second. */
  rate: number;
  p50: number;
  p95: number;
  p99: number;
  appCpuMs: number;
  databaseCpuMs: number;
  /** Transactions a second of the limit, and what part of it the application does. */
  limit?: number;
  ratio?: number;
  errors: number;
  /** Whether it met its goals; empty where it has none. */
  verdict: string;
}

export interface Timing {
  /** Seconds a round loads, and rounds. */
  seconds: number;
  rounds: number;
  /** Seconds before the first round: Node compiles what is hot, PostgreSQL fills its caches. */
  warmUp: number;
}

/** Sends requests from a process of its own. */
export const load = (plan: LoadPlan) =>
  new Promise<LoadResult>((resolve, reject) => {
    const child = fork(path.resolve(".build/bench-load.mjs"));
    child.once("message", (result) => resolve(result as LoadResult));
    child.once("exit", (code) => code && reject(new Error(`The load ended with ${code}.`)));
    child.send(plan);
  });

export const median = (numbers: number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
export const failed = ({ statuses }: LoadResult) =>
  Object.entries(statuses).reduce((sum, [status, n]) => sum + (Number(status) < 300 ? 0 : n), 0);

type Target = Pick<Server, "pid" | "port" | "postmaster" | "url">;
type Round = LoadResult & { rate: number; limit?: number; appCpuMs: number; databaseCpuMs: number };

/** One round of load, with the CPU it cost. */
export async function round(c: Case, connections: number, target: Target, seconds: number): Promise<Round> {
  await c.reset?.();
  const cpu = () => [processCpuSeconds(target.pid), databaseCpuSeconds(target.postmaster)] as const;
  const before = cpu();
  const result = await load({ port: target.port, connections, seconds, requests: c.requests });
  const after = cpu();
  const perRequest = (at: 0 | 1) => ((after[at] - before[at]) * 1000) / result.requests;
  return {
    ...result,
    rate: result.requests / result.seconds,
    appCpuMs: perRequest(0),
    databaseCpuMs: perRequest(1),
  };
}

/** Rounds of limit and application in turn, so that a noisy neighbour meets both; the medians of each. */
export async function measure(c: Case, connections: number, target: Target, timing: Timing): Promise<Row> {
  const { seconds } = timing;
  await round(c, connections, target, timing.warmUp);
  const rounds: Round[] = [];
  for (let n = 0; n < timing.rounds; n++) {
    await c.reset?.();
    const limit =
      c.limit && (await pgbench(target.url, c.limit.scripts, { clients: connections, seconds }, c.limit.settings));
    rounds.push({ ...(await round(c, connections, target, seconds)), limit: limit?.rate });
  }
  await c.reset?.();
  const of = (pick: (round: Round) => number) => median(rounds.map(pick));
  const row = {
    case: c.name,
    connections,
    rate: of((r) => r.rate),
    p50: of((r) => r.p50),
    p95: of((r) => r.p95),
    p99: of((r) => r.p99),
    appCpuMs: of((r) => r.appCpuMs),
    databaseCpuMs: of((r) => r.databaseCpuMs),
    ...(c.limit && { limit: of((r) => r.limit!), ratio: of((r) => r.rate / r.limit!) }),
    errors: rounds.reduce((sum, r) => sum + failed(r), 0),
  };
  return { ...row, verdict: verdictOf(c, row) };
}

function verdictOf(c: Case, row: Omit<Row, "verdict">): string {
  const missed: string[] = [];
  if (row.errors) missed.push(`${row.errors} errors`);
  if (row.connections === 16 && c.goal !== undefined) {
    if (row.ratio! < c.goal) missed.push(`below ${c.goal} of the limit`);
    if (row.p99 > 4 * row.p50) missed.push("p99 beyond 4 × p50");
  }
  if (c.goalP95 !== undefined && row.p95 > c.goalP95) missed.push(`p95 beyond ${c.goalP95} ms`);
  if (c.goalCpu !== undefined && row.appCpuMs > c.goalCpu) missed.push(`CPU beyond ${c.goalCpu} ms`);
  if (missed.length) return missed.join(", ");
  const judged = c.goalP95 ?? c.goalCpu ?? (row.connections === 16 ? c.goal : undefined);
  return judged === undefined ? "" : "good";
}

const fixed = (value: number | undefined, digits: number) => (value === undefined ? "" : value.toFixed(digits));
const line = (cells: string[]) => {
  const [name = "", ...rest] = cells;
  return `${name.padEnd(32)} ${rest.map((cell) => cell.padStart(8)).join(" ")}`;
};

export const heading = line([
  "case",
  "conn",
  "req/s",
  "p50 ms",
  "p95 ms",
  "p99 ms",
  "app ms",
  "db ms",
  "limit",
  "ratio",
]);
export const lineOf = (row: Row) =>
  `${line([
    row.case,
    String(row.connections),
    fixed(row.rate, 0),
    fixed(row.p50, 2),
    fixed(row.p95, 2),
    fixed(row.p99, 2),
    fixed(row.appCpuMs, 3),
    fixed(row.databaseCpuMs, 3),
    fixed(row.limit, 0),
    fixed(row.ratio, 2),
  ])}  ${row.verdict}`;
