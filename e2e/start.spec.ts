import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";

import { isAlive } from "../db/embedded/process-identity";
import { startApplication } from "./support/start-application";

let parent: string;
let environment: Record<string, string>;

test.beforeEach(() => {
  parent = mkdtempSync(path.join(os.tmpdir(), "securesphere start "));
  chmodSync(parent, 0o711);
  environment = { SECURESPHERE_DATA_DIR: path.join(parent, "data dir"), SECURESPHERE_DEMO: "0" };
});
test.afterEach(() => rmSync(parent, { recursive: true, force: true }));

const databasePid = () =>
  Number(readFileSync(path.join(parent, "data dir/postgres/cluster/postmaster.pid"), "utf8").split("\n")[0]);

test("a second start on the same data directory is refused with one line", async () => {
  const first = await startApplication(environment);
  const second = await startApplication(environment).catch((error: Error) => error.message);
  expect(second).toMatch(
    /^The application ended with 1:\n.* is in use by a server that is running already \(process \d+\)\.\n$/,
  );
  expect((await fetch(first.url)).status).toBeLessThan(500);
  await first.stop();
});

test("a signal ends the server and its database, and leaves no lock", async () => {
  const application = await startApplication(environment);
  const database = databasePid();
  application.process.kill("SIGINT");
  const [code] = (await once(application.process, "exit")) as [number];
  expect(code).toBe(0);
  expect(isAlive(database)).toBe(false);
  expect(existsSync(path.join(parent, "data dir/lock"))).toBe(false);
});

test("after kill -9 the next start recovers", async () => {
  const killed = await startApplication(environment);
  killed.process.kill("SIGKILL");
  await once(killed.process, "exit");
  const next = await startApplication(environment);
  expect((await fetch(next.url)).status).toBeLessThan(500);
  await next.stop();
});

test("a database that is killed comes back", async () => {
  const application = await startApplication(environment);
  process.kill(databasePid(), "SIGKILL");
  await expect.poll(application.output, { timeout: 20_000 }).toContain("The database is back.");
  await application.stop();
});
