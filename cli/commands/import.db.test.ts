import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { hashes, legacyDatabase } from "@/e2e/support/legacy-database";
import { dumpOf } from "@/e2e/support/system-database";
import { useWorld } from "@/e2e/support/world";

const world = useWorld();
const folder = mkdtempSync(path.join(os.tmpdir(), "securesphere-legacy-"));
const file = path.join(folder, "old.db");

beforeAll(async () => {
  const user = { role: "client", organization: "Command Ltd", is_active: 1, password_hash: hashes.pbkdf2 };
  const database = await legacyDatabase("flask", {
    users: [
      { ...user, id: 401, username: "colin", email: "colin@command.test", created_at: "2024-01-01" },
      { ...user, id: 402, username: "\u001b[31mred", email: "red@command.test", created_at: "2024-01-01" },
    ],
  });
  writeFileSync(file, database.export());
  database.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The command line as an operator runs it, on the database of this file. */
const run = (...words: string[]) => {
  const ended = spawnSync(process.execPath, ["cli/run.mjs", "import", "legacy", ...words], { encoding: "utf8" });
  return { code: ended.status, out: ended.stdout, error: ended.stderr.trim() };
};
const accounts = () => world.sql("select id from users where id in (401, 402)");

it("says what it would do, does it, and does it once", { timeout: 120_000 }, async () => {
  const dry = run(file, "--dry-run");
  expect(dry).toMatchObject({ code: 0, error: "" });
  expect(dry.out).toMatch(/A dry run: nothing was written\.\nWould be taken:\n {2}users +2/);
  expect(dry.out).toContain("its user name is not possible here or not free (1)");
  expect(dry.out, "what the file says does not reach the terminal").not.toContain("\u001b");
  expect(await accounts()).toEqual([]);
  const done = run(file, "--json");
  expect([done.code, JSON.parse(done.out)]).toMatchObject([0, { dry_run: false, taken: { users: 2 } }]);
  expect(await accounts()).toHaveLength(2);
  expect(run(file).out).toMatch(/Here already from an earlier run:\n {2}users +2/);
});

it("refuses what it cannot read, with one line", { timeout: 120_000 }, () => {
  const other = path.join(folder, "other.db");
  expect(run(other)).toEqual({ code: 1, out: "", error: `There is no file ${other}.` });
  writeFileSync(other, "id,username\n1,ann\n");
  expect(run(other)).toMatchObject({
    code: 1,
    out: "",
    error: expect.stringMatching(/^The file is not an SQLite database.*$/),
  });
  writeFileSync(`${file}-wal`, "unfinished");
  expect(run(file)).toMatchObject({ code: 1, out: "", error: expect.stringContaining("Stop the original system") });
  rmSync(`${file}-wal`);
  expect(run().code).toBe(2);
});

it("moves an analysts' system in, and finds its rows again", { timeout: 120_000 }, async () => {
  const [agency] = await world.sql<{ id: number }>(
    "insert into organizations (name) values ('Command Unit') returning id",
  );
  const dump = path.join(folder, "system.sql");
  writeFileSync(dump, dumpOf({ sources: [{ id: 4, platform: "Telegram", source_handle: "command" }] }, "copy"));
  const intelligence = (...words: string[]) =>
    spawnSync(process.execPath, ["cli/run.mjs", "import", ...words], { encoding: "utf8" });
  const facts = ["--agency", "Command Unit", "--supplied-by", "Port police", "--authority", "Order 12"];
  const sources = () => world.sql("select name from sources where organization_id = $1", [agency!.id]);
  expect(intelligence("intelligence", dump).status, "who supplied it has to be said").not.toBe(0);
  expect(intelligence("intelligence", dump, ...facts, "--dry-run").stdout).toMatch(/Would be taken:\n {2}sources +1/);
  expect(await sources()).toEqual([]);
  expect(intelligence("intelligence", dump, ...facts).stdout).toMatch(/Taken:\n {2}sources +1/);
  expect(await sources()).toEqual([{ name: "command" }]);
  expect(intelligence("find", "sources", "4").stdout).toMatch(
    /^sources 4 of system\.sql is \d+, in organization \d+\.\n$/,
  );
  expect(intelligence("find", "sources", "5")).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("moved in"),
  });
});
