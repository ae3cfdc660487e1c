import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { findPlace } from "./place";
import { readPostmaster } from "./postmaster";
import { isAlive } from "./process-identity";
import { connectEmbedded, type Embedded, startEmbedded } from "./start-embedded";

let dataDir: string;
let running: Embedded[];

const keep = (embedded: Embedded) => (running.push(embedded), embedded);

async function ask(url: string, statement: string): Promise<unknown> {
  const client = new Client(url);
  client.on("error", () => undefined);
  await client.connect();
  try {
    return Object.values((await client.query<Record<string, unknown>>(statement)).rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

beforeEach(() => {
  const parent = mkdtempSync(path.join(os.tmpdir(), "securesphere embedded "));
  chmodSync(parent, 0o711);
  dataDir = path.join(parent, "data dir");
  running = [];
});

afterEach(async () => {
  for (const embedded of running) await embedded.stop();
  rmSync(path.dirname(dataDir), { recursive: true, force: true });
});

describe("the embedded database", () => {
  it("gives an owner who is no superuser, keeps data and secrets closed, and keeps what was written", async () => {
    const first = await startEmbedded({ dataDir });
    expect(await ask(first.ownerUrl, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user")).toBe(false);
    expect(await ask(first.ownerUrl, "SHOW fsync")).toBe("on");
    expect(await ask(first.ownerUrl, "SHOW data_checksums")).toBe("on");
    await ask(first.ownerUrl, "CREATE TABLE kept AS SELECT 1 AS one");
    await first.stop();

    const again = keep(await startEmbedded({ dataDir }));
    expect(await ask(again.ownerUrl, "SELECT one FROM kept")).toBe(1);
    const mode = (file: string) => statSync(path.join(dataDir, file)).mode & 0o777;
    expect([mode("."), mode("secrets.json"), mode("postgres/cluster")]).toEqual([0o711, 0o600, 0o700]);
  });

  it("does not open a database whose secrets are gone with new ones", async () => {
    const first = await startEmbedded({ dataDir });
    await first.stop();
    rmSync(path.join(dataDir, "secrets.json"));
    await expect(startEmbedded({ dataDir })).rejects.toThrow(/secrets\.json is missing/);
  });

  it("lets one server have the data directory, and commands join it", async () => {
    const server = keep(await startEmbedded({ dataDir }));
    await expect(startEmbedded({ dataDir })).rejects.toThrow(
      /in use by a server that is running already \(process \d+\)\.$/,
    );
    const command = await connectEmbedded({ dataDir });
    expect(command.ownerUrl).toBe(server.ownerUrl);
    await command.stop();
    expect(await ask(server.ownerUrl, "SELECT 1")).toBe(1);
  });

  it("is started for a command alone, ends with it, and makes others wait", async () => {
    const command = await connectEmbedded({ dataDir });
    const next = startEmbedded({ dataDir });
    expect(await ask(command.ownerUrl, "SELECT 1")).toBe(1);
    await command.stop();
    expect(await ask(keep(await next).ownerUrl, "SELECT 1")).toBe(1);
  });

  it("comes back on the same address when it is killed", async () => {
    const { ownerUrl } = keep(await startEmbedded({ dataDir }));
    const cluster = findPlace(dataDir)!.cluster;
    const { pid } = readPostmaster(cluster)!;
    process.kill(pid, "SIGKILL");
    await vi.waitFor(async () => expect(await ask(ownerUrl, "SELECT 1")).toBe(1), { timeout: 15_000 });
    expect(readPostmaster(cluster)!.pid).not.toBe(pid);
  });

  it("recovers a lock and a PostgreSQL whose server is gone, even when their process ids live on as others", async () => {
    const first = await startEmbedded({ dataDir });
    const cluster = findPlace(dataDir)!.cluster;
    const lock = readFileSync(path.join(dataDir, "lock"), "utf8");
    const postmaster = readFileSync(path.join(cluster, "postmaster.pid"), "utf8");
    await first.stop();
    const stranger = process.ppid;
    writeFileSync(path.join(dataDir, "lock"), JSON.stringify({ ...JSON.parse(lock), pid: stranger }), { mode: 0o600 });
    writeFileSync(path.join(cluster, "postmaster.pid"), postmaster.replace(/^\d+/, String(stranger)), { mode: 0o600 });
    const { uid, gid } = statSync(cluster);
    chownSync(path.join(cluster, "postmaster.pid"), uid, gid);

    const second = keep(await startEmbedded({ dataDir }));
    expect(await ask(second.ownerUrl, "SELECT 1")).toBe(1);
    expect(isAlive(stranger)).toBe(true);
  });
});
