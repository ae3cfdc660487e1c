import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync, readlinkSync, renameSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { type Binaries } from "./binaries";
import { databaseEnvironment } from "./cluster";
import { EmbeddedError } from "./embedded-error";
import { type Place } from "./place";
import { isAlive } from "./process-identity";

const MAX_LOG_BYTES = 8_000_000;
const POLL_MS = 15;

/** What a running PostgreSQL says of itself in its cluster's postmaster.pid. */
export type PostmasterStatus = { pid: number; port: number; ready: boolean };

export function readPostmaster(cluster: string): PostmasterStatus | undefined {
  try {
    const lines = readFileSync(path.join(cluster, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
  } catch {
    return undefined;
  }
}

/**
 * Starts PostgreSQL on loopback and resolves once it takes connections. Settings are server parameters.
 * Throws an EmbeddedError with the reason from its log when it ends instead.
 */
export async function startPostmaster(
  place: Place,
  binaries: Binaries,
  port: number,
  settings: Record<string, string>,
): Promise<ChildProcess> {
  const parameters = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    port: String(port),
    timezone: "UTC",
    log_timezone: "UTC",
    log_line_prefix: "%m [%p] ",
    log_min_error_statement: "panic", // statements carry people's data; the log need not
    ...settings,
  };
  const args = [
    "-D",
    place.cluster,
    ...Object.entries(parameters).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  const command = diesWithParent() ? ["setpriv", "--pdeathsig", "INT", binaries.postgres] : [binaries.postgres];
  const log = openLog(place.log);
  const logStart = statSync(place.log).size;
  const child = spawn(command[0]!, [...command.slice(1), ...args], {
    ...place.account,
    cwd: place.home,
    env: databaseEnvironment(),
    stdio: ["ignore", log, log],
    detached: true, // a Ctrl-C at the terminal is for us: PostgreSQL ends after the last request, not before
    windowsHide: true,
  });
  closeSync(log);
  child.on("error", () => undefined);
  while (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    const status = readPostmaster(place.cluster);
    if (status?.ready && status.pid === child.pid) return child;
    await delay(POLL_MS);
  }
  throw new EmbeddedError(`PostgreSQL did not start: ${lastWords(place.log, logStart)}`);
}

/** Ends PostgreSQL: open transactions are rolled back, everything committed is on disk. Resolves when it is gone. */
export async function stopPostmaster(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGINT");
  const impatience = setTimeout(() => child.kill("SIGQUIT"), 15_000);
  await gone;
  clearTimeout(impatience);
}

/**
 * Ends a PostgreSQL that outlived the process that started it, so that the next one is ours to supervise. A file left by
 * one that is gone is PostgreSQL's own to judge: it looks for surviving processes before it takes the cluster over.
 */
export async function clearOrphan(place: Place): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (let asked = false; Date.now() < deadline; await delay(POLL_MS)) {
    const found = readPostmaster(place.cluster);
    if (!found || !isAlive(found.pid)) return;
    if (!isPostmasterOf(found.pid, place.cluster)) return disown(place.cluster);
    if (!asked) process.kill(found.pid, "SIGINT");
    asked = true;
  }
  throw new EmbeddedError(`An earlier PostgreSQL still runs on ${place.cluster} and does not end.`);
}

/** A port on loopback that nothing listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

function isPostmasterOf(pid: number, cluster: string): boolean {
  if (process.platform === "win32") return true;
  if (process.platform === "linux") {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === cluster;
    } catch {
      // Another account's process: its name has to do.
    }
  }
  const { stdout } = spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.includes("postgres");
}

/**
 * The id in the file now belongs to some unrelated process, which PostgreSQL would take for a live server. Its parent's
 * id it knows to be stale; the rest of the file, by which it finds surviving processes, stays.
 */
function disown(cluster: string): void {
  const file = path.join(cluster, "postmaster.pid");
  writeFileSync(file, [process.pid, ...readFileSync(file, "utf8").split("\n").slice(1)].join("\n"));
}

let pdeathsig: boolean | undefined;

/** Linux can end PostgreSQL when we are killed outright; elsewhere the next start ends the orphan. */
function diesWithParent(): boolean {
  pdeathsig ??= process.platform === "linux" && spawnSync("setpriv", ["--pdeathsig", "INT", "true"]).status === 0;
  return pdeathsig;
}

function openLog(file: string): number {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MAX_LOG_BYTES) renameSync(file, `${file}.1`);
  return openSync(file, "a", 0o600);
}

function lastWords(log: string, from: number): string {
  const lines = readFileSync(log).subarray(from).toString("utf8").trim().split("\n");
  const fatal = lines.findLast((line) => /FATAL|PANIC|ERROR/.test(line)) ?? lines.at(-1) ?? "";
  return fatal.replace(/^.*?(?:FATAL|PANIC|ERROR):\s*/, "") || `see ${log}`;
}
