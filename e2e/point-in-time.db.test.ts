import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterAll, expect, it } from "vitest";
import { databaseEnvironment } from "@/db/embedded/cluster";
import { choosePlace, type Place } from "@/db/embedded/place";
import { freePort, startPostmaster, stopPostmaster } from "@/db/embedded/postmaster";
import { migrate } from "@/db/migrate";

/*
 * Point-in-time recovery as docs/OPERATING.md describes it, with PostgreSQL's own tools: a base backup and the archived
 * log bring back any moment in between. Skipped where the system brings no PostgreSQL with its client programs.
 */
const SYSTEM = "/usr/lib/postgresql";
const versions = existsSync(SYSTEM) ? readdirSync(SYSTEM).map(Number) : [];
const bin = path.join(SYSTEM, String(Math.max(...versions.filter((version) => version >= 15))), "bin");
const programs = ["initdb", "postgres", "pg_basebackup", "pg_verifybackup"];
const installed = programs.every((program) => existsSync(path.join(bin, program)));

const home = mkdtempSync(path.join(os.tmpdir(), "point-in-time-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const PASSWORD = "for this test alone";

function run(place: Place, program: string, args: string[]) {
  const env = { ...databaseEnvironment(), PGPASSWORD: PASSWORD };
  const done = spawnSync(path.join(bin, program), args, { ...place.account, cwd: place.home, env, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`${program} ended with ${done.status}: ${done.stderr}`);
}

async function query<Row>(port: number, text: string): Promise<Row[]> {
  const client = new Client(`postgres://postgres:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/postgres`);
  await client.connect();
  try {
    const answer = await client.query(text);
    return (Array.isArray(answer) ? answer.at(-1) : answer).rows as Row[];
  } finally {
    await client.end();
  }
}

const insert = (name: string) => `begin; select app.enter_system('system:test', '{}');
  insert into organizations (name) values ('${name}'); commit; select clock_timestamp()::text as at`;
const names = (port: number) => query<{ name: string }>(port, "select name from organizations order by id");

it.skipIf(!installed)("brings back the moment before the mistake", { timeout: 120_000 }, async () => {
  chmodSync(home, 0o711);
  const place = choosePlace(home, () => undefined);
  const { account } = place;
  const own = (file: string) => account && chownSync(file, account.uid, account.gid);
  const folder = (name: string) => {
    const made = path.join(place.home, name);
    mkdirSync(made, { mode: 0o700 });
    own(made);
    return made;
  };
  const secret = path.join(place.home, "password");
  writeFileSync(secret, PASSWORD, { mode: 0o600 });
  own(secret);
  const cluster = folder("cluster");
  const archive = folder("archive");
  const base = folder("base");
  run(place, "initdb", [
    "-D",
    cluster,
    "--username=postgres",
    "--auth=scram-sha-256",
    `--pwfile=${secret}`,
    "--locale=C",
  ]);
  const binaries = { initdb: path.join(bin, "initdb"), postgres: path.join(bin, "postgres") };
  const archiving = { archive_mode: "on", archive_command: `cp %p ${archive}/%f`, wal_level: "replica" };
  const port = await freePort();
  const server = await startPostmaster(place, binaries, port, archiving);
  let mark: string;
  try {
    await migrate(`postgres://postgres:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/postgres`, {
      password: "server",
    });
    await query(port, insert("Before the base backup"));
    run(place, "pg_basebackup", [
      "-h",
      "127.0.0.1",
      "-p",
      String(port),
      "-U",
      "postgres",
      "-D",
      base,
      "-c",
      "fast",
      "-X",
      "none",
    ]);
    mark = (await query<{ at: string }>(port, insert("The mark")))[0]!.at;
    await query(port, insert("The mistake"));
    await query(port, "select pg_switch_wal()");
  } finally {
    await stopPostmaster(server);
  }
  rmSync(cluster, { recursive: true });
  run(place, "pg_verifybackup", ["--no-parse-wal", base]);

  writeFileSync(path.join(base, "recovery.signal"), "");
  own(path.join(base, "recovery.signal"));
  const target = {
    restore_command: `cp ${archive}/%f %p`,
    recovery_target_time: mark,
    recovery_target_action: "promote",
  };
  const restoredPort = await freePort();
  const restored = await startPostmaster({ ...place, cluster: base }, binaries, restoredPort, target);
  try {
    expect(await names(restoredPort)).toEqual([{ name: "Before the base backup" }, { name: "The mark" }]);
  } finally {
    await stopPostmaster(restored);
  }
});
