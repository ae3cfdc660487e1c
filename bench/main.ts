import { fork, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { prepare } from "@/server/prepare";
import { casesOf, type Case } from "./cases";
import { databaseCpuSeconds, postmasterOf, processCpuSeconds, residentMiB } from "./cpu";
import { fill } from "./dataset";
import { pgbench } from "./limit";
import type { LoadPlan, LoadResult } from "./load";

const { values: options } = parseArgs({
  options: {
    scale: { type: "string", default: "10k" },
    seconds: { type: "string", default: "5" },
    rounds: { type: "string", default: "3" },
    connections: { type: "string", default: "1,16,64" },
    only: { type: "string" },
  },
});
const SCALES: Record<string, number> = { "2k": 2_000, "10k": 10_000, "100k": 100_000, "1M": 1_000_000 };
const say = (line: string) => console.log(line);

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/** The built application beside the database that this process keeps, without limits on calls. */
async function serve(): Promise<{ child: ChildProcess; port: number }> {
  const port = await freePort();
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: "production",
    PORT: String(port),
    API_CALLS_PER_MINUTE: "1000000000",
    API_ADDRESS_CALLS_PER_MINUTE: "1000000000",
  };
  const child = spawn(process.execPath, [path.resolve(".build/server.mjs")], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout!.on("data", (chunk: Buffer) => chunk.includes("is ready") && resolve());
    child.once("exit", (code) => reject(new Error(`The server ended with ${code}.`)));
  });
  return { child, port };
}

const load = (plan: LoadPlan) =>
  new Promise<LoadResult>((resolve, reject) => {
    const child = fork(path.resolve(".build/bench-load.mjs"));
    child.once("message", (result) => resolve(result as LoadResult));
    child.once("exit", (code) => code && reject(new Error(`The load ended with ${code}.`)));
    child.send(plan);
  });

interface Row {
  case: string;
  connections: number;
  /** Requests a second. */
  rate: number;
  p50: number;
  p99: number;
  appCpuMs: number;
  databaseCpuMs: number;
  limit?: number;
  ratio?: number;
  goal?: number;
  errors: number;
}

const median = (numbers: number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

/** Rounds of limit and application in turn, so that a noisy neighbour meets both; the medians of each. */
async function measure(
  c: Case,
  connections: number,
  server: { pid: number; port: number; postmaster: number; url: string },
): Promise<Row> {
  const seconds = Number(options.seconds);
  const rounds: (LoadResult & { rate: number; errors: number; limit?: number; ratio?: number; cpu: number[] })[] = [];
  for (let round = 0; round < Number(options.rounds); round++) {
    const limit =
      c.limit && (await pgbench(server.url, c.limit.scripts, { clients: connections, seconds }, c.limit.settings));
    await load({ port: server.port, connections, seconds: 0.5, warmUp: 100, requests: c.requests });
    const before = [processCpuSeconds(server.pid), databaseCpuSeconds(server.postmaster)];
    const result = await load({ port: server.port, connections, seconds, warmUp: 0, requests: c.requests });
    const cpu = [processCpuSeconds(server.pid) - before[0]!, databaseCpuSeconds(server.postmaster) - before[1]!];
    const rate = result.requests / result.seconds;
    if (Object.keys(result.statuses).some((status) => Number(status) >= 300))
      say(`${c.name}: ${JSON.stringify(result.statuses)}`);
    const errors = Object.entries(result.statuses).reduce(
      (sum, [status, n]) => sum + (Number(status) < 300 ? 0 : n),
      0,
    );
    rounds.push({
      ...result,
      rate,
      errors,
      limit: limit?.rate,
      ...(limit && { limit: limit.rate, ratio: rate / limit.rate }),
      cpu: cpu.map((s) => (s * 1000) / result.requests),
    });
  }
  const of = (pick: (round: (typeof rounds)[number]) => number | undefined) =>
    median(rounds.map((round) => pick(round) ?? NaN));
  return {
    case: c.name,
    connections,
    rate: of((r) => r.rate),
    p50: of((r) => r.p50),
    p99: of((r) => r.p99),
    appCpuMs: of((r) => r.cpu[0]),
    databaseCpuMs: of((r) => r.cpu[1]),
    ...(c.limit && { limit: of((r) => r.limit), ratio: of((r) => r.ratio), goal: c.goal }),
    errors: rounds.reduce((sum, round) => sum + round.errors, 0),
  };
}

const fixed = (value: number | undefined, digits: number) => (value === undefined ? "" : value.toFixed(digits));

function show(row: Row): void {
  const verdict =
    row.goal === undefined || row.connections !== 16 ? "" : row.ratio! >= row.goal ? "good" : `below ${row.goal}`;
  const cells = [
    row.case.padEnd(28),
    String(row.connections).padStart(4),
    fixed(row.rate, 0).padStart(7),
    fixed(row.p50, 2).padStart(8),
    fixed(row.p99, 2).padStart(8),
    fixed(row.appCpuMs, 3).padStart(8),
    fixed(row.databaseCpuMs, 3).padStart(8),
    fixed(row.limit, 0).padStart(8),
    fixed(row.ratio, 2).padStart(6),
  ];
  say(`${cells.join(" ")}  ${verdict}${row.errors ? ` ${row.errors} errors` : ""}`);
}

const scale = SCALES[options.scale];
if (!scale) throw new Error(`--scale is one of ${Object.keys(SCALES).join(", ")}`);
process.env.SECURESPHERE_DATA_DIR ??= path.resolve("bench/.work", options.scale);
mkdirSync(process.env.SECURESPHERE_DATA_DIR, { recursive: true });
const { config, close } = await prepare({ purpose: "server", say });
const { child, port } = await serve();
try {
  const data = await fill(config.databaseUrl!, scale, say);
  const server = {
    pid: child.pid!,
    port,
    postmaster: await postmasterOf(config.databaseUrl!),
    url: process.env.DATABASE_APP_URL!,
  };
  say(
    `${data.responses} responses, ${data.auditRows} audit rows, ${os.cpus().length} cores, Node ${process.versions.node}\n`,
  );
  say(`${"case".padEnd(28)} conn   req/s      p50      p99  app ms    db ms    limit  ratio`);
  const rows: Row[] = [];
  const memory = residentMiB(child.pid!);
  for (const c of await casesOf(data)) {
    if (options.only && !c.name.includes(options.only)) continue;
    for (const connections of options.connections.split(",").map(Number)) {
      const row = await measure(c, connections, server);
      rows.push(row);
      show(row);
    }
  }
  say(`\nMemory of the application: ${memory} MiB before, ${residentMiB(child.pid!)} MiB after`);
  const { model } = os.cpus()[0]!;
  const machine = {
    cpu: model,
    cores: os.cpus().length,
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    node: process.versions.node,
  };
  mkdirSync("bench/results", { recursive: true });
  const file = `bench/results/${new Date().toISOString().slice(0, 10)}-${options.scale}.json`;
  writeFileSync(file, `${JSON.stringify({ scale: options.scale, machine, rows }, null, 2)}\n`);
  say(`Written to ${file}`);
} finally {
  child.kill("SIGTERM");
  await once(child, "exit");
  await close();
}
