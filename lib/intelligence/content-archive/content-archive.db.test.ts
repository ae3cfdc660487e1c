import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Client } from "pg";
import { beforeEach, describe, expect, it } from "vitest";
import { addAgency, addCase, type Agency } from "@/e2e/support/agency";
import { countStatements } from "@/e2e/support/count-statements";
import { pinRules } from "@/e2e/support/imports";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";
import { telegramMessage } from "@/lib/demo/exports/write-telegram";
import { setHold } from "@/lib/audit/hold/set-hold";
import { liftHold } from "@/lib/audit/hold/lift-hold";
import { systemCaller } from "@/lib/kernel/actor";
import { destroyRetiredKeys } from "@/lib/vault/rotation/destroy-retired";
import { rotateKeys } from "@/lib/vault/rotation/rotate-keys";
import { sweepStaged } from "@/lib/vault/sweep-staged";
import { runJobs } from "@/lib/jobs/run-jobs";
import { getContent } from "../get-content";
import { importJob } from "../import-job";
import { confirmDisposal } from "../retention/confirm-disposal";
import { disposeJob } from "../retention/dispose";
import { getRetention } from "../retention/get-retention";
import { requestDisposal } from "../retention/request-disposal";
import { saveRetention } from "../retention/save-rule";
import { storeImport } from "../store-import";
import { archiveOldContent, planContentArchive } from "./archive-old-content";
import { getArchivedMessage, listArchives } from "./list-content-archives";
import { restoreContent, verifyContentArchive } from "./restore-content";

const world = useWorld();
const store = useStore();
const operator = systemCaller("cli");
const tomorrow = () => new Date(Date.now() + 25 * 3600 * 1000);
const DAYS = 400;
let agency: Agency;
let chats = 0;

beforeEach(async () => {
  agency = await addAgency(world);
  await pinRules(world, agency, ["fresh stock"]);
});

const JANUARY = Date.UTC(2020, 0, 10);
const MONTH_MS = 31 * 24 * 3_600_000;
const said = (id: number, at: Date) => {
  const text = id % 2 === 0 ? `fresh stock ${id}, write to a${id}@example.com` : `“good morning” \\ ${id} 🌊`;
  const author = { id: 7 + (id % 2), name: "Kai", username: "kai" };
  return telegramMessage({ id, at, author, pieces: [{ type: "plain", text }] });
};
const exportOf = (chat: number, messages: string[]) =>
  `{ "name": "Market", "type": "private_supergroup", "id": ${chat}, "messages": [${messages.join(",")}] }`;

async function* bytes(text: string) {
  yield Buffer.from(text);
}

async function bringIn(text: string) {
  const facts = { supplied_by: "Port police", authority: "Warrant 7" };
  const { import: made } = await storeImport(agency.member.caller, {
    facts,
    file: { filename: "result.json", chunks: bytes(text) },
    start: true,
  });
  const stop = runJobs([importJob], { atOnce: 1, log: () => undefined });
  const row = async () =>
    (
      await world.sql<{ status: string; taken: number; duplicates: number }>(
        "select status, taken, duplicates from imports where id = $1",
        [made.id],
      )
    )[0]!;
  await expect.poll(async () => (await row()).status, { timeout: 20_000 }).toBe("done");
  await stop();
  return row();
}

/** A chat of so many messages from January 2020 (and of February, from the fifth on), decided about. */
async function addChat(count = 8, decided = true) {
  const chat = ++chats;
  const text = exportOf(
    chat,
    Array.from({ length: count }, (_, n) => said(n + 1, new Date(JANUARY + n * 1000 + (n < 4 ? 0 : MONTH_MS)))),
  );
  await bringIn(text);
  const [source] = await world.sql<{ id: number }>(
    "select id from sources where organization_id = $1 order by id desc limit 1",
    [agency.id],
  );
  if (decided)
    await world.sql(
      `update detections d set status = 'false_positive', reviewed_by = $2, reviewed_at = now(), review_note = 'No', version = 2
         from content c where c.id = d.content_id and c.source_id = $1`,
      [source!.id, agency.member.id],
    );
  const ids = await world.sql<{ id: number }>(
    "select id::int from content where source_id = $1 order by platform_content_id::int",
    [source!.id],
  );
  return { source: source!.id, text, ids: ids.map(({ id }) => id) };
}

const order = (source?: number) => ({ organization_id: agency.id, source_id: source, older_than: DAYS });
/** Every row of the agency's messages, but for what is sealed anew. */
const rows = async () => ({
  content: await world.sql(
    "select to_jsonb(c) - 'analysis' - 'data_key_id' as row from content c where organization_id = $1 order by id",
    [agency.id],
  ),
  detections: await world.sql("select * from detections where organization_id = $1 order by id", [agency.id]),
  occurrences: await world.sql("select * from identifier_occurrences where organization_id = $1 order by id", [
    agency.id,
  ]),
  identifiers: await world.sql("select * from identifiers where organization_id = $1 order by id", [agency.id]),
});
const left = async () =>
  (await world.sql<{ n: number }>("select count(*)::int as n from content where organization_id = $1", [agency.id]))[0]!
    .n;
const archives = () =>
  world.sql<{ id: number; sha256: string; messages: number; data_key_id: number | null; damage: string }>(
    "select id, sha256, messages, data_key_id, damage from content_archives where organization_id = $1 order by id",
    [agency.id],
  );
const fileOf = (sha256: string) => store.files().find((name) => name.endsWith(sha256));

describe("archiving old content", () => {
  it("moves messages with what was found in them into a file a month, and back to the byte", async () => {
    const { ids } = await addChat();
    const before = await rows();
    expect(before.detections).toHaveLength(4);
    expect(before.occurrences.length).toBeGreaterThanOrEqual(4);
    const sealedBefore = await getContent(agency.member.caller, { content_id: ids[1]! });
    expect(sealedBefore.components).not.toBeNull();
    const planned = await planContentArchive(operator, order());
    expect(planned.map(({ messages }) => messages)).toEqual([4, 4]);

    const { archived, kept } = await archiveOldContent(world.superuser.caller, order());
    expect(kept).toEqual([]);
    expect(archived.map(({ messages }) => messages)).toEqual([4, 4]);
    const gone = await rows();
    expect([gone.content, gone.detections, gone.occurrences]).toEqual([[], [], []]);
    expect(gone.identifiers.every((row) => (row as { occurrences: number }).occurrences === 0)).toBe(true);
    expect(gone.identifiers).toHaveLength(before.identifiers.length);
    expect(archived.every(({ sha256 }) => fileOf(sha256) !== undefined)).toBe(true);

    for (const { archive_id } of archived)
      expect(await restoreContent(operator, { archive_id })).toMatchObject({ archive_id, messages: 4 });
    expect(await rows()).toEqual(before);
    // The parts of the score open again, under the key of today.
    expect(await getContent(agency.member.caller, { content_id: ids[1]! })).toEqual(sealedBefore);
    const search =
      "select count(*)::int as n from content where organization_id = $1 and search @@ to_tsquery('simple', 'stock')";
    expect(await world.sql(search, [agency.id])).toEqual([{ n: 4 }]);
    expect(await world.sql("select * from archived_content where organization_id = $1", [agency.id])).toEqual([]);
    // What was restored stays as long as what is new.
    expect(await planContentArchive(operator, order())).toEqual([]);
  });

  it("comes back to a later version, in which a column is gone", async () => {
    await addChat(4);
    await world.sql("alter table content add column oddity text default 'odd'");
    const { archived } = await archiveOldContent(operator, order());
    await world.sql("alter table content drop column oddity");
    expect(await restoreContent(operator, archived[0]!)).toMatchObject({ messages: 4 });
    expect(await left()).toBe(4);
  });

  it("leaves what somebody needs: in a case, escalated, or not decided about", async () => {
    const { ids } = await addChat(8, false); // four have a hit that nobody decided about
    const onCase = await addCase(world, agency, [agency.member]);
    await world.sql(
      "insert into content_case_links (organization_id, case_id, content_id, added_by) values ($1, $2, $3, $4)",
      [agency.id, onCase, ids[0], agency.member.id],
    );
    await world.sql("update content set status = 'REVIEWING' where id = $1", [ids[2]]);
    const { archived } = await archiveOldContent(operator, order());
    expect(archived.reduce((sum, { messages }) => sum + messages, 0)).toBe(2);
    expect(await left()).toBe(6);
  });

  it("is for superusers; analysts see their own agency's archives, and where a message is", async () => {
    const { ids } = await addChat();
    const refused = { code: "forbidden" };
    for (const { caller } of [agency.member, agency.client, agency.lead])
      await expect(archiveOldContent(caller, order())).rejects.toMatchObject(refused);
    const { archived } = await archiveOldContent(operator, order());
    const of = { archive_id: archived[0]!.archive_id };
    await expect(restoreContent(agency.member.caller, of)).rejects.toMatchObject(refused);
    for (const { caller } of [agency.stranger, agency.client])
      await expect(restoreContent(caller, of)).rejects.toMatchObject({ code: "not_found" });
    const seen = (await listArchives(agency.member.caller, {}))!;
    expect(seen).toMatchObject({ may_archive: false, total: { archives: 2, messages: 8, damaged: 0 } });
    expect(seen.archives[1]).toMatchObject({ id: of.archive_id, state: "archived", messages: 4, damage: "" });
    expect((await listArchives(agency.stranger.caller, {}))!.archives).toEqual([]);

    const about = { content_id: ids[0]! };
    expect(await getArchivedMessage(agency.member.caller, about)).toMatchObject({
      platform_content_id: "1",
      archive: { id: of.archive_id },
      may_restore: false,
    });
    await expect(getArchivedMessage(agency.stranger.caller, about)).rejects.toMatchObject({ code: "not_found" });
    await expect(getContent(agency.member.caller, about)).rejects.toMatchObject({
      code: "not_found",
      message: expect.stringMatching(new RegExp(`^This message was archived on .+, in archive ${of.archive_id}\\.`)),
    });
    await expect(getContent(agency.stranger.caller, about)).rejects.toMatchObject({
      code: "not_found",
      message: expect.stringMatching(/^There is no such message/),
    });
  });

  it("stands in the trail as one act of whoever did it, with the hash of the file, not as each message that went", async () => {
    await addChat(4);
    const [last] = await world.sql<{ id: number }>("select max(id) as id from audit_log");
    const { archived } = await archiveOldContent(world.superuser.caller, order());
    await restoreContent(world.superuser.caller, { archive_id: archived[0]!.archive_id });
    const entries = await world.sql(
      `select action, table_name, user_id from audit_log where id > $1 and organization_id = $2 and table_name <> 'data_keys' order by id`,
      [last!.id, agency.id],
    );
    const by = { table_name: "content_archives", user_id: world.superuser.id };
    expect(entries).toEqual([
      { action: "INSERT", ...by },
      { action: "CONTENT_ARCHIVED", ...by },
      { action: "UPDATE", ...by },
      { action: "CONTENT_RESTORED", ...by },
    ]);
  });

  it("keeps the same export from coming in twice", async () => {
    const { text } = await addChat();
    await archiveOldContent(operator, order());
    expect(await bringIn(text)).toMatchObject({ taken: 0, duplicates: 8 });
    expect(await left()).toBe(0);
  });

  it("goes on under a legal hold: nothing is erased", async () => {
    await addChat(4);
    const held = await setHold(world.superuser.caller, { organization_id: agency.id, reason: "Proceedings" });
    expect((await archiveOldContent(operator, order())).archived).toHaveLength(1);
    await liftHold(world.superuser.caller, { hold_id: held.id, reason: "Over" });
  });

  it("changes nothing when it is stopped in the middle, and goes on when it is begun again", async () => {
    await addChat();
    const before = await rows();
    const stopped = new AbortController();
    const progress = (_: number, step: string) => step.startsWith("Verifying") && stopped.abort(new Error("killed"));
    await expect(
      archiveOldContent(operator, order(), {
        signal: stopped.signal,
        progress: (share, step) => void progress(share, step),
      }),
    ).rejects.toThrow("killed");
    expect(await rows()).toEqual(before);
    expect(await archives()).toEqual([]);
    expect((await archiveOldContent(operator, order())).archived).toHaveLength(2);
    // And restoring: all of them or none.
    const [one] = await archives();
    const stopping = new AbortController();
    const late = (_: number, step: string) => step.startsWith("Putting") && stopping.abort(new Error("killed"));
    await expect(
      restoreContent(
        operator,
        { archive_id: one!.id },
        { signal: stopping.signal, progress: (share, step) => void late(share, step) },
      ),
    ).rejects.toThrow("killed");
    expect(await left()).toBe(0);
    await restoreContent(operator, { archive_id: one!.id });
    expect(await left()).toBe(4);
  });

  it("keeps messages that changed while their file was written", async () => {
    const { ids } = await addChat(4);
    const other = new Client({ connectionString: world.database.ownerUrl });
    await other.connect();
    await other.query("begin");
    await other.query("update content set language = 'xx' where id = $1", [ids[0]]);
    const archiving = archiveOldContent(operator, order());
    const waiting = `select count(*)::int as n from pg_locks l join pg_stat_activity a using (pid)
      where not l.granted and a.datname = current_database()`;
    await expect.poll(async () => (await world.sql<{ n: number }>(waiting))[0]!.n).toBe(1);
    await other.query("commit");
    await other.end();
    const done = await archiving;
    expect(done).toMatchObject({ archived: [], kept: [{ reason: expect.stringContaining("changed while") }] });
    expect(await left()).toBe(4);
  });

  it("costs as many statements for many messages as for few", async () => {
    const few = await addChat(4);
    const many = await addChat(64);
    await world.sql("update content set posted_at = '2020-01-10' where source_id = $1", [many.source]);
    const cost = (source: number) => countStatements(() => archiveOldContent(operator, order(source)));
    expect(await cost(many.source)).toBe(await cost(few.source));
    const [first, second] = await archives();
    const back = (id: number) => countStatements(() => restoreContent(operator, { archive_id: id }));
    expect(await back(first!.id)).toBe(await back(second!.id));
  });
});

describe("the file of archived content", () => {
  it("changes nothing when it is damaged or gone, and says so", async () => {
    await addChat(4);
    const { archived } = await archiveOldContent(operator, order());
    const { archive_id, sha256 } = archived[0]!;
    const file = path.join(store.directory, fileOf(sha256)!);
    const whole = readFileSync(file);
    const broken = Buffer.from(whole);
    broken[broken.length - 20]! ^= 1;
    writeFileSync(file, broken);
    expect(await verifyContentArchive(operator, { archive_id })).toMatchObject({
      damage: expect.stringMatching(/damaged/),
    });
    expect((await listArchives(agency.member.caller, {}))!.total.damaged).toBe(1);
    const refused = (why: RegExp) =>
      expect(restoreContent(operator, { archive_id })).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringMatching(why),
      });
    await refused(/segment 0 does not verify.+Nothing was changed/);
    rmSync(file);
    await refused(/it is gone.+Bring the file/);
    expect(await left()).toBe(0);
    writeFileSync(file, whole);
    expect(await verifyContentArchive(operator, { archive_id })).toEqual({ archive_id, damage: "" });
    await restoreContent(operator, { archive_id });
    expect(await left()).toBe(4);
    await expect(restoreContent(operator, { archive_id })).rejects.toThrow("restored already");
  });

  it("follows the agency's key, and is swept only once it is restored", async () => {
    await addChat(4);
    const { archived } = await archiveOldContent(operator, order());
    const { archive_id, sha256 } = archived[0]!;
    await sweepStaged(tomorrow());
    const before = (await archives())[0]!.data_key_id!;
    const renewing = { organizationId: agency.id, since: new Date(), progress: () => undefined };
    await rotateKeys(operator, { ...renewing, signal: new AbortController().signal });
    expect((await archives())[0]!.data_key_id).toBeGreaterThan(before);
    await destroyRetiredKeys(tomorrow());
    expect(await world.sql("select id from data_keys where id = $1", [before])).toEqual([]);
    await restoreContent(operator, { archive_id });
    const [scored] = await world.sql<{ id: number }>(
      "select id::int from content where organization_id = $1 and analysis is not null limit 1",
      [agency.id],
    );
    expect((await getContent(agency.member.caller, { content_id: scored!.id })).components).not.toBeNull();
    await sweepStaged(tomorrow());
    expect(fileOf(sha256)).toBeUndefined();
  });
});

describe("the database", () => {
  it("lets no message go or come back but as its archive says", async () => {
    const { source } = await addChat(4);
    const ids = (
      await world.sql<{ id: number }>("select id::int from content where organization_id = $1", [agency.id])
    ).map(({ id }) => id);
    const call = "select app.archive_content($1, repeat('a', 64), 1, null, $2, $3)";
    await expect(world.sql(call, [source, ids, ids.map(() => "b".repeat(64))])).rejects.toThrow();
    await archiveOldContent(operator, order());
    const [one] = await archives();
    const forged = JSON.stringify({ content: { id: ids[0], text: "forged" }, detections: [], occurrences: [] });
    await expect(
      world.sql("select app.put_back_content($1, null, $2, array[null]::bytea[])", [one!.id, [forged]]),
    ).rejects.toThrow();
    expect(await left()).toBe(0);
  });
});

describe("disposal", () => {
  it("takes archives along of which everything is past its time, once two people agreed", async () => {
    const { ids, text } = await addChat();
    await archiveOldContent(operator, order());
    const [january] = await archives();
    const second = await world.addPerson("superuser", world.superuser.organizationId);
    // February's reach beyond what is past its time.
    const day = 24 * 3_600_000;
    const days = Math.floor((Date.now() - JANUARY - MONTH_MS) / day) + 1;
    await saveRetention(world.superuser.caller, { organization_id: agency.id, days });
    const [due] = (await getRetention(world.superuser.caller, { organization_id: agency.id }))!.sources;
    expect(due).toMatchObject({ due: 0, archived: 8, archived_due: 4 });
    const asked = await requestDisposal(world.superuser.caller, { organization_id: agency.id, reason: "Time" });
    expect(asked.expected).toBe(4);
    await confirmDisposal(second.caller, { disposal_id: asked.id });
    const stop = runJobs([disposeJob], { atOnce: 1, log: (line) => expect.fail(line) });
    const state = async () =>
      (await getRetention(world.superuser.caller, { organization_id: agency.id }))!.disposals[0]!;
    await expect.poll(async () => (await state()).state).toBe("done");
    await stop();
    expect(await state()).toMatchObject({ messages: 4, detections: 2 });
    await expect.poll(() => fileOf(january!.sha256)).toBeUndefined();
    const { archives: listed } = (await listArchives(agency.member.caller, {}))!;
    expect(listed.map((each) => each.state)).toEqual(["archived", "disposed"]);
    await expect(restoreContent(operator, { archive_id: january!.id })).rejects.toThrow("disposed of");
    await expect(getArchivedMessage(agency.member.caller, { content_id: ids[0]! })).rejects.toMatchObject({
      code: "not_found",
    });
    // The accounts, identifiers and the file of the import that February needs are there.
    await restoreContent(operator, { archive_id: listed[0]!.id });
    expect(await left()).toBe(4);
    expect(await bringIn(text)).toMatchObject({ taken: 4, duplicates: 4 });
  });
});
