import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { Client } from "pg";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { countStatements } from "@/e2e/support/count-statements";
import { seal, useWitness } from "@/e2e/support/sealed";
import { anonymous, useWorld } from "@/e2e/support/world";
import { systemCaller } from "@/lib/kernel/actor";
import { config } from "@/lib/kernel/config";
import { verifyAudit } from "../verify-audit";
import { writeTrail } from "../write-trail";
import { archiveMonths } from "./archive-months";
import { eraseArchivedValues } from "./erase-archived";
import { listArchives } from "./list-archives";
import { planArchive } from "./plan-archive";
import { searchArchived } from "./search-archive";
import { setHold } from "../hold/set-hold";
import { liftHold } from "../hold/lift-hold";
import { monthsBefore } from "./months";
import { followRetention } from "./start-archive";

const world = useWorld();
const witness = useWitness();
const directory = mkdtempSync(path.join(os.tmpdir(), "archive-"));
process.env.SECURESPHERE_ARCHIVE_DIR = directory;
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const cli = systemCaller("cli");

/** Months that are long over, the oldest first; each test takes new ones. */
let back = 60;
const nextMonths = (n: number) => Array.from({ length: n }, () => monthsBefore(new Date(), back--).slice(0, 7));
const after = (month: string) =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1)).toISOString().slice(0, 7);

/** Writes entries of a month, one of which comes a moment before the next. */
async function write(month: string, entries: number, organization = world.acme, text = "a datum") {
  await world.sql(`select app.ensure_audit_partitions($1::date, 1)`, [`${month}-01`]);
  await world.sql(
    `insert into audit_log (timestamp, actor, action, organization_id, user_id, reason, new_values)
     select case i when 1 then $1::timestamptz + interval '1 month' - interval '1 microsecond' else $1::timestamptz + i * interval '1 minute' end,
       'writer', 'READ', $2, $3, 'in ' || $4::text, jsonb_build_object('n', i, 'text', $4::text, 'amount', 1.50) from generate_series(1, $5) i`,
    [`${month}-01T00:00:00Z`, organization, world.client.id, text, entries],
  );
}
const verify = (given: Parameters<typeof verifyAudit>[1] = {}) =>
  verifyAudit(world.superuser.caller, { witness, ...given });
const inDatabase = async (month: string) =>
  (await world.sql<{ at: string | null }>("select to_regclass($1) as at", [`audit_log_${month.replace("-", "_")}`]))[0]!
    .at !== null;
const fileOf = (month: string) =>
  path.join(
    directory,
    readdirSync(directory).find((name) => name.includes(month))!,
  );
async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}
const search = async (given: Parameters<typeof searchArchived>[1], most?: number) =>
  all(await searchArchived(world.superuser.caller, given, undefined, most));

// What a test left in the database would be the next one's, too.
afterEach(async () => {
  await seal();
  await archiveMonths(cli, { before: after(monthsBefore(new Date(), back + 1).slice(0, 7)) });
});

describe("archiving", () => {
  it("says what would be, and changes nothing", async () => {
    const [month] = nextMonths(1);
    await write(month!, 4);
    const plan = () => planArchive(world.superuser.caller, { before: after(month!) });
    expect(await plan()).toMatchObject([{ month, entries: 4, sealed: false, fate: "unsealed" }]);
    await seal();
    expect(await plan()).toMatchObject([{ month, entries: 4, sealed: true, held: false, fate: "archive" }]);
    expect((await plan())[0]!.bytes).toBeGreaterThan(8_000);
    expect(readdirSync(directory)).toEqual([]);
    expect(await inDatabase(month!)).toBe(true);
    await expect(
      planArchive(world.superuser.caller, { before: monthsBefore(new Date(), 2).slice(0, 7) }),
    ).rejects.toMatchObject({
      code: "invalid",
    });
    expect(await planArchive(world.superuser.caller, {})).toEqual([]); // no policy
  });

  it("moves sealed months into files, and all of the trail still verifies", async () => {
    const months = nextMonths(2);
    await write(months[0]!, 30);
    await seal();
    await write(months[1]!, 20);
    await write(months[0]!, 5); // behind those of the next month: ids do not know of months
    await seal();
    await verify();
    await seal();
    const whole = await verify();
    expect(whole).toMatchObject({ ok: true });
    await seal();
    const { months: done } = await archiveMonths(world.superuser.caller, { before: after(months[1]!) });
    expect(done.slice(-2)).toMatchObject(months.map((month) => ({ month, outcome: "archived" })));
    for (const month of months) expect(await inDatabase(month)).toBe(false);
    // Everything that was there is, and what archiving noted besides.
    await seal();
    const verdict = await verify();
    expect(verdict).toMatchObject({ ok: true, witnessed: true });
    expect(verdict.entries).toBeGreaterThan(whole.entries);
    expect(await verify({ from: `${months[0]}-01`, to: `${months[0]}-28` })).toMatchObject({
      ok: true,
      entries: 33,
    });
    const events = await world.sql<{ new_values: object }>("select new_values from audit_log where action = 'ARCHIVE'");
    expect(events.map(({ new_values }) => new_values)).toContainEqual(
      expect.objectContaining({ month: months[1], entries: 20 }),
    );
    // Once more: nothing is left to do, nothing twice.
    expect((await archiveMonths(world.superuser.caller, { before: after(months[1]!) })).months).toEqual([]);
    const lines = (await all(writeTrail(world.superuser.caller, {}))).join("").trim().split("\n");
    const ids = lines.flatMap((line) => /"entry":\{"id" : (\d+)/.exec(line)?.[1] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(lines.filter((line) => line.includes("in a datum")).length).toBeGreaterThanOrEqual(54);
  });

  it("gives files that verify with one program and nothing of ours running", async () => {
    const [month] = nextMonths(1);
    await write(month!, 3);
    await seal();
    await archiveMonths(cli, { before: after(month!) });
    const offline = (file: string) =>
      spawnSync(process.execPath, [path.resolve("public/verify-trail.mjs"), file], {
        encoding: "utf8",
        env: { NODE_ENV: "test" },
      });
    expect(offline(fileOf(month!))).toMatchObject({ status: 0, stdout: expect.stringMatching(/OK: 3 entries under/) });
    const changed = path.join(os.tmpdir(), `changed-${process.pid}.jsonl.gz`);
    const text = gunzipSync(readFileSync(fileOf(month!))).toString("utf8");
    writeFileSync(changed, gzipSync(text.replace('"n": 2', '"n": 9')));
    expect(offline(changed)).toMatchObject({ status: 1, stdout: expect.stringMatching(/Entry \d+ was edited/) });
    writeFileSync(changed, readFileSync(fileOf(month!)).subarray(0, 300));
    expect(offline(changed)).toMatchObject({ status: 1, stdout: expect.stringMatching(/NOT OK/) });
    rmSync(changed);
  });

  it("names the month whose file is gone, changed, or cut short", async () => {
    const [month] = nextMonths(1);
    await write(month!, 12);
    await seal();
    await archiveMonths(cli, { before: after(month!) });
    await seal();
    const file = fileOf(month!);
    const good = readFileSync(file);
    const found = async () => {
      const { ok, problems } = await verify();
      expect(ok).toBe(false);
      return problems.map(({ kind, message }) => ({ kind, message }));
    };
    renameSync(file, `${file}.away`);
    expect(await found()).toEqual([{ kind: "archive", message: expect.stringMatching(`${month}.*is missing`) }]);
    await expect(all(writeTrail(cli, {}))).rejects.toMatchObject({ code: "conflict" });
    await expect(search({})).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining(month!) });
    renameSync(`${file}.away`, file);

    const text = gunzipSync(good).toString("utf8");
    writeFileSync(file, gzipSync(text.replace('"n": 7', '"n": 8')));
    const id = Number(/"id" : (\d+)/.exec(text.split("\n").find((line) => line.includes('"n": 7'))!)![1]);
    expect(await found()).toEqual([
      { kind: "archive", message: expect.stringMatching(`${month}.*was changed`) },
      { kind: "edited", message: expect.stringContaining(`Entry ${id} was edited`) },
    ]);
    writeFileSync(file, good.subarray(0, good.length - 40));
    expect(await found()).toContainEqual({
      kind: "archive",
      message: expect.stringMatching(`${month}.*cannot be read to its end`),
    });
    writeFileSync(file, good);
    expect(await verify()).toMatchObject({ ok: true });
  });

  it("goes on where it was ended, whenever that was", async () => {
    const [month] = nextMonths(1);
    await write(month!, 5000);
    await seal();
    const before = after(month!);
    // Ended while it wrote: no file has its name, and nothing is noted.
    const stop = new AbortController();
    stop.abort(new Error("killed"));
    await expect(archiveMonths(cli, { before }, { signal: stop.signal })).rejects.toThrow();
    expect(readdirSync(directory).filter((name) => name.includes(month!))).toEqual([]);
    // Ended between the file and the removal: somebody reads the trail.
    const reader = new Client({ connectionString: world.database.ownerUrl });
    await reader.connect();
    await reader.query(`begin; select count(*) from audit_log_${month!.replace("-", "_")}`);
    expect((await archiveMonths(cli, { before })).months).toMatchObject([{ outcome: "later", entries: 5000 }]);
    await reader.end();
    expect(await inDatabase(month!)).toBe(true);
    await seal();
    expect(await verify()).toMatchObject({ ok: true });
    expect(await planArchive(cli, { before })).toMatchObject([{ fate: "written" }]);
    // The file was lost meanwhile: it is written anew.
    rmSync(fileOf(month!));
    expect((await archiveMonths(cli, { before })).months).toMatchObject([{ outcome: "archived" }]);
    expect(await inDatabase(month!)).toBe(false);
    await seal();
    expect(await verify()).toMatchObject({ ok: true });
    expect(readdirSync(directory).filter((name) => name.includes(month!))).toHaveLength(1);
  });

  it("archives nothing that does not verify", async () => {
    const [month] = nextMonths(1);
    await write(month!, 3);
    await seal();
    const client = new Client({ connectionString: world.database.ownerUrl });
    await client.connect();
    await client.query("begin; alter table audit_log disable trigger append_only");
    await client.query(`update audit_log_${month!.replace("-", "_")} set actor = 'forger' where reason is not null`);
    await client.query("alter table audit_log enable trigger append_only; commit");
    await expect(archiveMonths(cli, { before: after(month!) })).rejects.toThrow(/does not verify, and stays: Entry/);
    expect(await inDatabase(month!)).toBe(true);
    expect(readdirSync(directory).filter((name) => name.includes(month!))).toEqual([]);
    // What follows has a trail that verifies.
    await client.query("begin; alter table audit_log disable trigger append_only");
    await client.query(`update audit_log_${month!.replace("-", "_")} set actor = 'writer' where reason is not null`);
    await client.query("alter table audit_log enable trigger append_only; commit");
    await client.end();
    await archiveMonths(cli, { before: after(month!) });
  });

  it("is refused by the database for what is young, not archived, or another than archived", async () => {
    const [month] = nextMonths(1);
    await write(month!, 3);
    await seal();
    const remove = (which: string) => world.sql("select app.remove_archived_month($1::date)", [`${which}-01`]);
    await expect(remove(month!)).rejects.toThrow(/not as its archive says/);
    await expect(remove(new Date().toISOString().slice(0, 7))).rejects.toThrow(/too young/);
    const server = new Client({ connectionString: world.database.appUrl });
    await server.connect();
    for (const call of [
      "select app.remove_archived_month('2020-01-01')",
      "select * from app.audit_month('2020-01-01')",
    ])
      await expect(server.query(call)).rejects.toMatchObject({ code: "42501" });
    await server.end();
    await archiveMonths(cli, { before: after(month!) });
  });

  it("is asked for by the clock, once a day, where there is a policy", async () => {
    const [month] = nextMonths(1);
    await write(month!, 3);
    await seal();
    expect(await followRetention()).toBeNull();
    config().auditMonths = 3;
    try {
      expect(await planArchive(cli, {})).toMatchObject([{ month, fate: "archive" }]);
      const asked = await Promise.all([followRetention(), followRetention()]);
      expect(asked.filter((job) => job !== null)).toHaveLength(1);
      expect(await followRetention()).toBeNull();
    } finally {
      config().auditMonths = undefined;
    }
  });

  it("is for superusers, and costs the same statements however much a month has", async () => {
    for (const person of [world.client, world.lead, world.analyst, world.stranger]) {
      await expect(archiveMonths(person.caller, { before: "2020-01" })).rejects.toMatchObject({ code: "forbidden" });
      await expect(searchArchived(person.caller, {})).rejects.toMatchObject({ code: "forbidden" });
      await expect(listArchives(person.caller, {})).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(archiveMonths(anonymous, {})).rejects.toMatchObject({ code: "unauthenticated" });
    const counts = [];
    for (const entries of [2, 400]) {
      const [month] = nextMonths(1);
      await write(month!, entries);
      await seal();
      counts.push(await countStatements(() => archiveMonths(cli, { before: after(month!) })));
    }
    expect(counts[1]).toBe(counts[0]);
  });
});

describe("a search in archived months", () => {
  it("finds what the filters ask for, and is noted", async () => {
    const [first, second] = nextMonths(2) as [string, string];
    await write(first, 3, world.acme, "a needle");
    await write(second, 3, world.other, 'a "quoted" needle');
    await seal();
    await archiveMonths(cli, { before: after(second) });
    expect(await search({ q: "NEEDLE" })).toHaveLength(6);
    expect(await search({ q: "needle" }, 2)).toHaveLength(2);
    expect(await search({ q: "needle", organization_id: world.other })).toHaveLength(3);
    expect(await search({ q: "needle", from: `${second}-01` })).toHaveLength(3);
    expect(await search({ q: "needle", to: `${first}-02`, user_id: world.client.id, action: "READ" })).toHaveLength(2);
    expect(await search({ q: "needle", user_id: world.stranger.id })).toEqual([]);
    const [entry] = await search({ q: "quoted" });
    expect(entry).toMatchObject({ username: "writer", organization_id: world.other, reason: 'in a "quoted" needle' });
    expect(JSON.parse(entry!.new_values!)).toMatchObject({ text: 'a "quoted" needle' });
    const [note] = await world.sql<{ new_values: object }>(
      "select new_values from audit_log where use_case = 'audit.archive.search' order by id desc limit 1",
    );
    expect(note!.new_values).toMatchObject({ q: "quoted", months: expect.arrayContaining([second]) });
  });
});

describe("a legal hold", () => {
  it("keeps months of its organization, and of everybody where it is of everything", async () => {
    const [first, second] = nextMonths(2) as [string, string];
    await write(first, 3, world.acme);
    await write(second, 3, world.other);
    await seal();
    const archive = async () =>
      (await archiveMonths(cli, { before: after(second) })).months.map(({ outcome }) => outcome);
    const { superuser } = world;
    const everything = await setHold(superuser.caller, { reason: "The authority asks" });
    expect(await archive()).toEqual(["kept", "kept"]);
    await liftHold(superuser.caller, { hold_id: everything.id, reason: "Settled" });
    const one = await setHold(superuser.caller, { organization_id: world.acme, reason: "A claim" });
    expect(await archive()).toEqual(["kept", "archived"]);
    await expect(
      eraseArchivedValues(superuser.caller, { organization_id: world.acme, reason: "Article 17" }),
    ).rejects.toMatchObject({ code: "conflict" });
    await expect(world.sql("select app.erase_trail_values($1, 'Article 17')", [world.acme])).rejects.toThrow(
      /legal hold/,
    );
    await liftHold(superuser.caller, { hold_id: one.id, reason: "Settled" });
    expect(await archive()).toEqual(["archived"]);
  });
});

describe("erasing an organization's values", () => {
  it("takes them out of archived months, and the seal still verifies", async () => {
    const [month] = nextMonths(1);
    await write(month!, 3, world.acme, "Acme's secret");
    await write(month!, 3, world.other, "Other's text");
    await seal();
    await archiveMonths(cli, { before: after(month!) });
    const before = fileOf(month!);
    const erased = await eraseArchivedValues(world.superuser.caller, {
      organization_id: world.acme,
      reason: "Article 17",
    });
    expect(erased).toBeGreaterThanOrEqual(3);
    expect(readdirSync(directory)).not.toContain(path.basename(before));
    const text = gunzipSync(readFileSync(fileOf(month!))).toString("utf8");
    expect(text).not.toContain('"text": "Acme');
    expect(text).toContain('"text": "Other');
    await seal();
    expect(await verify()).toMatchObject({ ok: true, erased });
    expect(await eraseArchivedValues(cli, { organization_id: world.acme, reason: "Again" })).toBe(0);
    expect(await verify()).toMatchObject({ ok: true, erased });
  });
});
