import { mkdtempSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { importFromDisk, tryDiskFile } from "@/lib/intelligence/import-from-disk";
import { systemCaller } from "@/lib/kernel/actor";
import { closePool } from "@/lib/kernel/database";
import { prepare } from "@/server/prepare";
import { addBenchAgency, addStarterWatchlist, benchFacts, writeExport } from "./agency";
import { databaseCpuSeconds, postmasterOf, processCpuSeconds } from "./cpu";

/*
 * `npm run bench -- --import [--messages 200000]`: how many messages a second a Telegram export is taken in at, through
 * parsing, matching, extraction and insertion, and how much memory that needs; then the same file again, of which all is
 * known.
 */
const { values: options } = parseArgs({
  options: { import: { type: "boolean" }, messages: { type: "string", default: "200000" } },
});
const say = (line: string) => console.log(line);
const messages = Number(options.messages);
const idle = { signal: new AbortController().signal, progress: () => undefined };

interface Used {
  seconds: number;
  here: number;
  database: number;
  /** MiB above what there was. */
  grown: number;
}

async function measured(postmaster: number, work: () => Promise<unknown>): Promise<Used> {
  const began = performance.now();
  const before = [processCpuSeconds(process.pid), databaseCpuSeconds(postmaster), process.memoryUsage().rss] as const;
  let peak = before[2];
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
  await work();
  clearInterval(watch);
  return {
    seconds: (performance.now() - began) / 1000,
    here: processCpuSeconds(process.pid) - before[0],
    database: databaseCpuSeconds(postmaster) - before[1],
    grown: (peak - before[2]) / 2 ** 20,
  };
}

const told = ({ seconds, here, database, grown }: Used) =>
  `${Math.round(messages / seconds).toLocaleString("en")} messages/s (${seconds.toFixed(1)} s; CPU: ${here.toFixed(1)} s here, ${database.toFixed(1)} s in the database), memory grew by ${grown.toFixed(0)} MiB`;

const dataDir = mkdtempSync(path.join(os.tmpdir(), "securesphere-import-"));
process.env.SECURESPHERE_DATA_DIR = dataDir;
const prepared = await prepare({ purpose: "server", say });
const owner = new pg.Client({ connectionString: prepared.config.databaseUrl });
await owner.connect();
const postmaster = await postmasterOf(prepared.config.databaseUrl!);
try {
  const file = path.join(dataDir, "result.json");
  await writeExport(file, messages);
  say(`file       ${messages.toLocaleString("en")} messages, ${(statSync(file).size / 1e6).toFixed(0)} MB`);
  await addStarterWatchlist((await addBenchAgency(owner)).id);
  const take = () => importFromDisk(systemCaller("cli"), { file, agency: "Bench", facts: benchFacts }, idle);
  say(`parsed     ${told(await measured(postmaster, () => tryDiskFile(file, {})))}`);
  say(`taken      ${told(await measured(postmaster, take))}`);
  say(`again      ${told(await measured(postmaster, take))}`);
  const counts = await owner.query<Record<string, number>>(
    `select (select count(*) from content)::int as content, (select count(*) from detections)::int as detections,
       (select count(*) from identifiers)::int as identifiers, (select count(*) from identifier_occurrences)::int as occurrences`,
  );
  say(`made       ${JSON.stringify(counts.rows[0])}`);
} finally {
  await owner.end();
  await closePool();
  await prepared.close();
  rmSync(dataDir, { recursive: true, force: true });
}
