import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { findBinaries, type Binaries } from "@/db/embedded/binaries";
import { databaseEnvironment } from "@/db/embedded/cluster";
import { choosePlace } from "@/db/embedded/place";
import { freePort, startPostmaster, stopPostmaster } from "@/db/embedded/postmaster";

/** Where Debian puts its PostgreSQL, a folder a version. */
const SYSTEM = "/usr/lib/postgresql";
const OLDEST = 15;

export interface DatabaseServer {
  /** What `postgres --version` says, and where it lies. */
  version: string;
  /** An empty database as its owner, who is no superuser but may make roles. */
  url: string;
  /** Ends it and removes its data. */
  stop: () => Promise<void>;
}

export interface ServerOptions {
  /** Server parameters. */
  settings?: Record<string, string>;
  /** Lines of pg_hba.conf instead of the standard ones. */
  access?: string[];
  /** Files in its data directory, by name. */
  files?: Record<string, string>;
  /** Statements run once in the database, as its administrator, one a line. */
  statements?: string[];
}

/**
 * A PostgreSQL of its own, as an operator would give one in DATABASE_URL: the system's, mostly another version than the
 * embedded one, or else the programs that npm installed.
 */
export async function startDatabaseServer(options: ServerOptions = {}): Promise<DatabaseServer> {
  const directory = mkdtempSync(path.join(os.tmpdir(), "securesphere-postgresql-"));
  chmodSync(directory, 0o711);
  const place = choosePlace(directory, () => undefined);
  const { account, home, cluster } = place;
  const binaries = systemBinaries() ?? findBinaries(account, home, () => undefined);
  const run = (program: string, args: string[], input = "") => {
    const options = { ...account, cwd: home, env: databaseEnvironment(), input, encoding: "utf8" } as const;
    const { status, stdout, stderr } = spawnSync(program, args, options);
    if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
    return stdout.trim();
  };
  const secret = path.join(home, "password");
  writeFileSync(secret, randomUUID(), { mode: 0o600 });
  mkdirSync(cluster, { mode: 0o700 });
  for (const file of account ? [secret, cluster] : []) chownSync(file, account!.uid, account!.gid);
  const auth = ["--username=postgres", "--auth=scram-sha-256", `--pwfile=${secret}`];
  run(binaries.initdb, ["-D", cluster, "--encoding=UTF8", "--locale=C", ...auth]);
  const password = randomUUID();
  const statements = [
    `CREATE ROLE operator LOGIN CREATEROLE PASSWORD '${password}';`,
    "CREATE DATABASE assessments OWNER operator;",
  ];
  run(binaries.postgres, ["--single", "-D", cluster, "postgres"], `${statements.join("\n")}\n`);
  if (options.statements)
    run(binaries.postgres, ["--single", "-D", cluster, "assessments"], `${options.statements.join("\n")}\n`);
  const access = options.access && { "pg_hba.conf": `${options.access.join("\n")}\n` };
  for (const [name, text] of Object.entries({ ...options.files, ...access })) {
    writeFileSync(path.join(cluster, name), text, { mode: 0o600 });
    if (account) chownSync(path.join(cluster, name), account.uid, account.gid);
  }
  const port = await freePort();
  const server = await startPostmaster(place, binaries, port, options.settings ?? {});
  return {
    version: `${run(binaries.postgres, ["--version"])}, ${binaries.postgres}`,
    url: `postgres://operator:${password}@127.0.0.1:${port}/assessments`,
    stop: async () => {
      await stopPostmaster(server);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function systemBinaries(): Binaries | undefined {
  const versions = existsSync(SYSTEM) ? readdirSync(SYSTEM).map(Number) : [];
  const newest = Math.max(...versions.filter((version) => version >= OLDEST));
  const programs = path.join(SYSTEM, String(newest), "bin");
  const binaries = { initdb: path.join(programs, "initdb"), postgres: path.join(programs, "postgres") };
  return existsSync(binaries.initdb) && existsSync(binaries.postgres) ? binaries : undefined;
}
