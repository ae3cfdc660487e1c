import { type ChildProcess } from "node:child_process";
import { realpathSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

import { type Binaries, findBinaries } from "./binaries";
import { ensureCluster, OWNER } from "./cluster";
import { EmbeddedError } from "./embedded-error";
import { lockHolder, type Purpose, takeLock } from "./lock";
import { choosePlace, findPlace, type Place } from "./place";
import { clearOrphan, freePort, readPostmaster, startPostmaster, stopPostmaster } from "./postmaster";
import { isAlive } from "./process-identity";
import { prepareDataDir, readSecrets, type Secrets } from "./secrets";

export type Embedded = {
  /** Address of the database as its owner: not a superuser, may make roles and databases. */
  ownerUrl: string;
  /** Ends PostgreSQL, if it is ours, and gives the data directory back. */
  stop: () => Promise<void>;
};

export type EmbeddedOptions = {
  /** Absolute or relative; made when missing. */
  dataDir: string;
  /** Hears one short line about anything worth knowing; silent by default. */
  say?: (line: string) => void;
  /** Server parameters on top of ours; tests switch durability off here. */
  settings?: Record<string, string>;
};

/**
 * Starts the embedded PostgreSQL and keeps it running until `stop`: when it dies it is brought back on the same port.
 * Refuses, with an EmbeddedError of one line, a data directory that another server has.
 */
export function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  return open(options, "server");
}

/** For the command line: the running server's database, or else the database started for the moment. */
export async function connectEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  return open(options, "command");
}

async function open({ dataDir, say = () => undefined, settings = {} }: EmbeddedOptions, purpose: Purpose) {
  prepareDataDir(dataDir);
  const directory = realpathSync(dataDir);
  const lock = await acquire(directory, purpose, say);
  if (!lock) return await join(directory);
  try {
    const secrets = readSecrets(directory);
    const place = choosePlace(directory, say);
    const binaries = findBinaries(place.account, place.home, say);
    ensureCluster(place, binaries, secrets, say);
    const running = await supervise(place, binaries, settings, say);
    const stop = async () => {
      await running.stop();
      lock.release();
    };
    return { ownerUrl: ownerUrl(secrets, running.port), stop };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The lock; undefined when a server has it and we are a command, which may use that server's database. */
async function acquire(directory: string, purpose: Purpose, say: (line: string) => void) {
  for (let waited = 0; ; waited += 50) {
    const result = takeLock(directory, purpose);
    if ("release" in result) return result;
    const { holder } = result;
    if (holder.purpose === "server") {
      if (purpose === "command") return undefined;
      throw new EmbeddedError(`${directory} is in use by a server that is running already (process ${holder.pid}).`);
    }
    if (waited === 1000) say(`Waiting for another command (process ${holder.pid}) to finish …`);
    await delay(50);
  }
}

async function join(directory: string): Promise<Embedded> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await delay(50)) {
    const place = findPlace(directory);
    const status = place && readPostmaster(place.cluster);
    if (status?.ready && isAlive(status.pid))
      return { ownerUrl: ownerUrl(readSecrets(directory), status.port), stop: async () => undefined };
    if (!lockHolder(directory)) break;
  }
  throw new EmbeddedError(`The server on ${directory} is starting or stopping; try again.`);
}

const ownerUrl = (secrets: Secrets, port: number) =>
  `postgres://${OWNER}:${secrets.databaseOwnerPassword}@127.0.0.1:${port}/${OWNER}`;

async function supervise(
  place: Place,
  binaries: Binaries,
  settings: Record<string, string>,
  say: (line: string) => void,
) {
  await clearOrphan(place);
  const first = await firstStart(place, binaries, settings);
  const { port } = first;
  let { child } = first;
  let stopping = false;
  // Whatever ends this process, an uncaught error too, PostgreSQL is told to end.
  const onExit = () => void child.kill("SIGINT");
  process.on("exit", onExit);

  const watch = () => child.once("exit", () => void (stopping || revive()));
  const revive = async () => {
    say("The database ended unexpectedly; starting it again.");
    for (let tries = 0; !stopping; tries += 1) {
      try {
        child = await startPostmaster(place, binaries, port, settings);
        if (stopping) return await stopPostmaster(child);
        say("The database is back.");
        return watch();
      } catch {
        // Processes of the old one may live for a moment, and hold its memory: PostgreSQL refuses until they are gone.
        await delay(tries < 100 ? 100 : 5000);
      }
    }
  };
  watch();

  const stop = async () => {
    stopping = true;
    await stopPostmaster(child);
    process.off("exit", onExit);
  };
  return { port, stop };
}

async function firstStart(place: Place, binaries: Binaries, settings: Record<string, string>) {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const port = await freePort();
    try {
      const child: ChildProcess = await startPostmaster(place, binaries, port, settings);
      return { child, port };
    } catch (error) {
      // The port may have been taken since, and what a killed server left needs a moment to go.
      if (Date.now() > deadline || !/shared memory|lock file|bind|listen|TCP/.test((error as Error).message))
        throw error;
      await delay(100);
    }
  }
}
