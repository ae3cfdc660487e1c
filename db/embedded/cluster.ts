import { spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { type Binaries } from "./binaries";
import { EmbeddedError } from "./embedded-error";
import { type Place } from "./place";
import { type Secrets } from "./secrets";

export const OWNER = "securesphere";
const ADMIN = "postgres";

/** PostgreSQL gets an environment of its own: no PG* variable of ours may redirect it. */
export const databaseEnvironment = (): NodeJS.ProcessEnv => ({
  NODE_ENV: process.env.NODE_ENV,
  PATH: process.env.PATH,
  SystemRoot: process.env.SystemRoot,
  LC_ALL: "C",
  TZ: "UTC",
});

/**
 * Makes the cluster on first use: checksums on, passwords only, and a role that owns the database `securesphere` without
 * being a superuser, so that the embedded database behaves as one that a provider would give. It appears whole or not at all.
 */
export function ensureCluster(place: Place, binaries: Binaries, secrets: Secrets, say: (line: string) => void): void {
  if (existsSync(place.cluster)) return checkVersion(place, binaries);
  say("Preparing the database …");
  const draft = `${place.cluster}.new`;
  const passwordFile = path.join(place.home, "password");
  rmSync(draft, { recursive: true, force: true });
  try {
    writeFileSync(passwordFile, secrets.databaseAdminPassword, { mode: 0o600 });
    mkdirSync(draft, { mode: 0o700 });
    for (const file of place.account ? [passwordFile, draft] : [])
      chownSync(file, place.account!.uid, place.account!.gid);
    // The builtin locale sorts alike on every machine: no index goes stale with an upgrade of the system's library.
    const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
    const auth = [`--username=${ADMIN}`, "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
    run(place, binaries.initdb, ["-D", draft, ...auth, ...locale, "--data-checksums", "--no-instructions"]);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  const statements = [
    `CREATE ROLE ${OWNER} LOGIN CREATEROLE CREATEDB PASSWORD '${secrets.databaseOwnerPassword}';`,
    `CREATE DATABASE ${OWNER} OWNER ${OWNER};`,
    `REVOKE ALL ON DATABASE ${OWNER} FROM PUBLIC;`,
  ];
  // Single-user mode takes one statement a line, and needs neither a port nor a client.
  run(place, binaries.postgres, ["--single", "-D", draft, ADMIN], statements.join("\n") + "\n");
  renameSync(draft, place.cluster);
}

function checkVersion(place: Place, binaries: Binaries): void {
  const cluster = readFileSync(path.join(place.cluster, "PG_VERSION"), "utf8").trim();
  const program = spawnSync(binaries.postgres, ["--version"], { ...place.account, cwd: "/", encoding: "utf8" });
  const version = /(\d+)/.exec(program.stdout)?.[1];
  if (version !== cluster)
    throw new EmbeddedError(
      `The database in ${place.cluster} is of PostgreSQL ${cluster}, this release brings ${version}: restore it from a backup.`,
    );
}

function run(place: Place, program: string, args: string[], input = ""): void {
  const { status, stderr, stdout, error } = spawnSync(program, args, {
    ...place.account,
    cwd: place.home,
    env: databaseEnvironment(),
    encoding: "utf8",
    input,
  });
  const failed = /^.*(?:ERROR|FATAL|PANIC|error):\s*(.*)$/m.exec(`${stderr}\n${stdout}`);
  if (status !== 0 || failed)
    throw new EmbeddedError(
      `${path.basename(program)} failed in ${place.home}: ${failed?.[1] ?? error?.message ?? stderr.trim() ?? `exit ${status}`}`,
    );
}
