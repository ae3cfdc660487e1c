import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import os from "node:os";
import { parseArgs } from "node:util";
import { endpoints, pages, type Case } from "./cases";
import { heading, lineOf, measure, median, round, type Row, type Timing } from "./measure";
import { open, type Server } from "./server";
import { soak } from "./soak";
import { thousandQuestions } from "./thousand";

/** Most that a request may cost, in CPU, on the larger of two data sets, for one on the smaller. */
const MOST_GROWTH = 1.25;

const { values: options } = parseArgs({
  options: {
    scale: { type: "string", default: "10k" },
    against: { type: "string" },
    seconds: { type: "string", default: "5" },
    rounds: { type: "string", default: "3" },
    connections: { type: "string", default: "1,16,64" },
    only: { type: "string" },
    soak: { type: "string", default: "0" },
    thousand: { type: "boolean", default: false },
  },
});
const say = (line: string) => console.log(line);
const timing: Timing = { seconds: Number(options.seconds), rounds: Number(options.rounds), warmUp: 10 };
const chosen = (cases: Case[]) => cases.filter(({ name }) => !options.only || name.includes(options.only));

async function run(server: Server): Promise<Row[]> {
  const rows: Row[] = [];
  const take = (row: Row) => {
    rows.push(row);
    if (row.verdict !== "" && row.verdict !== "good") process.exitCode = 1;
    say(lineOf(row));
  };
  const cases = chosen(await endpoints(server.data, server.ownerUrl));
  for (const c of cases) {
    for (const connections of options.connections.split(",").map(Number))
      take(await measure(c, connections, server, timing));
  }
  for (const c of chosen(await pages(server.data, server.cookieOf))) take(await measure(c, 1, server, timing));
  const behindFront = cases.filter(({ goal }) => goal !== undefined);
  if (behindFront.length) {
    say("\nThrough Next's own door, a quarter of the goal");
    const next = await server.openNext();
    for (const c of behindFront) {
      take(await measure({ ...c, goal: c.goal! / 4 }, 16, { ...server, ...next }, timing));
    }
    await next.close();
  }
  return rows;
}

interface Growth {
  case: string;
  /** CPU of application and database for a request, in milliseconds, on the larger and the smaller data set. */
  larger: number;
  smaller: number;
  ratio: number;
}

/** The same requests on two data sets in turn: what a request costs should not depend on how much there is. */
async function compare(larger: Server, smaller: Server): Promise<Growth[]> {
  const [atLarge, atSmall] = await Promise.all([
    endpoints(larger.data, larger.ownerUrl),
    endpoints(smaller.data, smaller.ownerUrl),
  ]);
  const growths: Growth[] = [];
  for (const [at, c] of atLarge.entries()) {
    if (!chosen([c]).length) continue;
    const cpu = { large: [] as number[], small: [] as number[] };
    for (let n = -1; n < timing.rounds; n++) {
      const large = await round(c, 16, larger, timing.seconds);
      const small = await round(atSmall[at]!, 16, smaller, timing.seconds);
      if (n < 0) continue; // warms up
      cpu.large.push(large.appCpuMs + large.databaseCpuMs);
      cpu.small.push(small.appCpuMs + small.databaseCpuMs);
    }
    const growth = { case: c.name, larger: median(cpu.large), smaller: median(cpu.small) };
    const ratio = growth.larger / growth.smaller;
    growths.push({ ...growth, ratio });
    say(
      `${c.name.padEnd(32)} ${growth.larger.toFixed(3)} ms, ${growth.smaller.toFixed(3)} ms, ratio ${ratio.toFixed(2)}  ` +
        (ratio <= MOST_GROWTH ? "good" : `beyond ${MOST_GROWTH}`),
    );
  }
  return growths;
}

const client = execFileSync("pgbench", ["--version"], { encoding: "utf8" }).trim();

/** Keeps a whole run; one of some cases only would stand in its place. */
function write(result: object): void {
  if (options.only) return;
  const machine = {
    cpu: os.cpus()[0]?.model,
    cores: os.cpus().length,
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    node: process.versions.node,
    pgbench: client,
  };
  const name = [
    options.scale,
    options.against && `against-${options.against}`,
    Number(options.soak) > 0 && "soak",
    options.thousand && "thousand",
  ];
  const file = `bench/results/${new Date().toISOString().slice(0, 10)}-${name.filter(Boolean).join("-")}.json`;
  mkdirSync("bench/results", { recursive: true });
  writeFileSync(
    file,
    `${JSON.stringify({ date: new Date().toISOString(), ...options, machine, ...result }, null, 2)}\n`,
  );
  say(`\nWritten to ${file}`);
}

const server = await open(options.scale, say);
try {
  const { responses, auditRows } = server.data;
  say(`${responses} responses, ${auditRows} audit rows, ${os.cpus().length} cores, Node ${process.versions.node}\n`);
  if (options.against) {
    const smaller = await open(options.against, say);
    try {
      say(`CPU of a request at 16 connections: ${options.scale}, ${options.against}`);
      write({ responses, auditRows, growth: await compare(server, smaller) });
    } finally {
      await smaller.close();
    }
  } else if (Number(options.soak) > 0) {
    const result = await soak(server, 64, Number(options.soak));
    say(JSON.stringify(result, null, 2));
    write({ responses, auditRows, soak: result });
  } else if (options.thousand) {
    const screens = chosen(await thousandQuestions(server, say));
    say(heading);
    const rows: Row[] = [];
    for (const screen of screens) {
      rows.push(await measure(screen, 1, server, timing));
      say(lineOf(rows.at(-1)!));
    }
    write({ responses, auditRows, rows });
  } else {
    say(heading);
    write({ responses, auditRows, rows: await run(server) });
  }
} finally {
  await server.close();
}
