import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { addAgency, type Agency } from "@/e2e/support/agency";
import { countStatements } from "@/e2e/support/count-statements";
import { pinRules } from "@/e2e/support/imports";
import { useStore } from "@/e2e/support/vault";
import { useWorld, type Person } from "@/e2e/support/world";
import { madeMessages, type MadeMessage } from "@/lib/demo/exports/messages";
import { telegramFull, telegramMessage } from "@/lib/demo/exports/write-telegram";
import { runJobs } from "@/lib/jobs/run-jobs";
import { Fault } from "@/lib/kernel/fault";
import { cancelImport } from "./cancel-import";
import { getImport } from "./get-import";
import { getImportProgress } from "./get-import-progress";
import { importJob } from "./import-job";
import { listImportRejects } from "./list-import-rejects";
import { listImports } from "./list-imports";
import { previewImport } from "./preview-import";
import { startImport } from "./start-import";
import { storeImport } from "./store-import";
import { beginImport, placeImportBatch, takeIn } from "./take-in";
import { planBatch } from "./take-in/plan-batch";
import { updateSource } from "./update-source";
import { listSources } from "./list-sources";

const world = useWorld();
useStore();
let agency: Agency;
let stop: (() => Promise<void>) | undefined;

beforeAll(async () => {
  agency = await addAgency(world);
});
afterEach(async () => {
  await stop?.();
  stop = undefined;
});

const FACTS = { supplied_by: "Port police", authority: "Warrant 7/2026" };
const HEAD = `"name": "Market", "type": "private_supergroup"`;
const chatOf = (id: number, messages: string[]) => `{ ${HEAD}, "id": ${id}, "messages": [${messages.join(",\n")}] }`;
const said = (id: number, text: string, more: Partial<MadeMessage> = {}) =>
  telegramMessage({
    ...{ id, at: new Date(1_772_355_600_000 + id * 1000), author: { id: 7, name: "Kai", username: "kai" } },
    ...{ pieces: [{ type: "plain" as const, text }], ...more },
  });

async function* chunks(text: string) {
  yield Buffer.from(text);
}
const store = (person: Person, text: string, more: { start?: boolean; filename?: string; facts?: object } = {}) =>
  storeImport(person.caller, {
    facts: { ...FACTS, ...more.facts },
    file: { filename: more.filename ?? "result.json", chunks: chunks(text) },
    start: more.start ?? true,
  });

const work = () => (stop ??= runJobs([importJob], { atOnce: 1, log: () => undefined }));
const ended = (id: number, status = "done", person = agency.member) =>
  vi.waitFor(
    async () => {
      const found = (await getImport(person.caller, { import_id: id })).import;
      expect(found.status).toBe(status);
      return found;
    },
    { timeout: 20_000, interval: 30 },
  );
const taken = (source: string) =>
  world.sql<{ id: number; text: string; status: string; risk_level: string | null; analysis: Buffer | null }>(
    `select c.* from content c join sources s on s.id = c.source_id where s.platform_source_id = $1 order by c.platform_content_id::bigint`,
    [source],
  );

describe("an import", () => {
  it("sent twice with one key is one import, and answered the same", async () => {
    const { member } = await addAgency(world);
    const person = { ...member, caller: { ...member.caller, idempotencyKey: "sent-twice" } };
    const text = chatOf(1_900, [said(1, "hello")]);
    const first = await store(person, text);
    expect(await store(person, text)).toEqual(first);
    expect(first.import.job_id).toEqual(expect.any(Number));
  });

  it("takes in a text of more different words than PostgreSQL indexes", async () => {
    const words = Array.from({ length: 120_000 }, (_, at) => `lexeme${at.toString(36)}x`).join(" ");
    const { member } = await addAgency(world);
    const { import: made } = await store(member, chatOf(1_901, [said(1, words), said(2, "hello")]));
    work();
    expect(await ended(made.id, "done", member)).toMatchObject({ taken: 2, quarantined: 0 });
  });

  it("takes messages in with their chat, author, what the rules find and identifiers, and says so", async () => {
    const [keyword] = await pinRules(world, agency, ["fresh batch"]);
    const pieces: MadeMessage["pieces"] = [
      { type: "plain", text: "❄️ Fresh batch, call " },
      { type: "phone", text: "+44 7700 900123" },
    ];
    const text = chatOf(1_001, [said(1, "x", { pieces }), said(2, "hello"), `{"id": 3, "text": "a" "b"}`]);
    const { import: made } = await store(agency.member, text);
    expect(made).toMatchObject({ format: "telegram", missing: [] });
    work();
    const done = await ended(made.id);
    expect(done).toMatchObject({
      records: 3,
      taken: 2,
      duplicates: 0,
      quarantined: 1,
      progress: 1,
      is_kept: true,
      ...FACTS,
    });
    expect(done.reasons).toEqual([{ reason: "it is not JSON, and cannot be repaired", count: 1 }]);
    const [first, second] = await taken("channel1001");
    expect(first).toMatchObject({ status: "ANALYZED", analysis: expect.any(Buffer) });
    expect(first!.risk_level).not.toBeNull();
    expect(second).toMatchObject({ text: "hello", risk_level: null, analysis: null });
    const [detection] = await world.sql<{ matched_text: string; start_offset: number; keyword_id: number }>(
      "select * from detections where content_id = $1",
      [first!.id],
    );
    expect(detection).toMatchObject({ matched_text: "Fresh batch", start_offset: 3, keyword_id: keyword });
    const [identifier] = await world.sql(
      `select i.kind, i.occurrences, o.start_offset from identifiers i join identifier_occurrences o on o.identifier_id = i.id where o.content_id = $1`,
      [first!.id],
    );
    expect(identifier).toEqual({ kind: "phone", occurrences: 1, start_offset: 21 });
    const [subject] = await world.sql(
      "select display_name, first_seen, last_seen from subjects where platform_user_id = 'user7'",
    );
    expect(subject).toMatchObject({ display_name: "Kai" });
    const trail = await world.sql<{ action: string; table_name: string }>(
      "select action, table_name from audit_log where organization_id = $1 and table_name in ('imports', 'content', 'evidence') order by id",
      [agency.id],
    );
    expect(trail.map(({ action, table_name }) => `${action} ${table_name}`)).toEqual([
      "INSERT evidence",
      "INSERT imports",
      ...["UPDATE imports", "UPDATE imports", "UPDATE imports"].slice(0, trail.length - 2),
    ]);
  });

  it("takes nothing twice, in whatever file it comes again", async () => {
    const two = [said(1, "one"), said(2, "two")];
    work();
    await ended((await store(agency.member, chatOf(1_002, two))).import.id);
    const again = await ended((await store(agency.colleague, chatOf(1_002, two))).import.id);
    expect(again).toMatchObject({ taken: 0, duplicates: 2, same_as: expect.any(Number) });
    const full = `{"chats": {"list": [${chatOf(1_002, [...two, said(3, "three"), said(3, "three")])}]}}`;
    expect(await ended((await store(agency.member, full)).import.id)).toMatchObject({ taken: 1, duplicates: 3 });
    expect((await taken("channel1002")).map(({ text }) => text)).toEqual(["one", "two", "three"]);
  });

  it("goes on behind the last batch after its process is gone, and no batch is taken in twice", async () => {
    const texts = Array.from({ length: 2_500 }, (_, at) =>
      said(at + 1, `message ${at + 1}, write to m${at % 5}@kept.example.org`),
    );
    const { import: made } = await store(agency.member, chatOf(1_003, texts), { start: false });
    const input = { import_id: made.id, time_zone: "", mapping: {} };
    await startImport(agency.member.caller, input);
    // A process that takes in one batch, and dies.
    const begun = await beginImport(agency.member.caller, { import_id: made.id, kept: true });
    const { rules } = begun;
    const batch = texts.slice(0, 1_000).map((_, at) => ({
      record: {
        ...{
          record: at + 1,
          platformContentId: String(at + 1),
          text: `message ${at + 1}, write to m${at % 5}@kept.example.org`,
        },
        sourceKey: {
          platform: "telegram" as const,
          platformSourceId: "channel1003",
          name: "Market",
          kind: "private_supergroup",
        },
        ...{ contentType: "text" as const, postedAt: new Date(), metadata: {} },
      },
    }));
    const placed = await placeImportBatch(agency.member.caller, { import_id: made.id, batch, sources: new Map() });
    const plan = await planBatch(placed, rules);
    const one = {
      ...{ import_id: made.id, from: 0, to: 1_000, plan },
      place: { dataKey: begun.dataKey, rules: rules && { id: rules.id, number: rules.number } },
    };
    await takeIn(agency.member.caller, one);
    await expect(takeIn(agency.member.caller, one)).rejects.toMatchObject({ code: "conflict" });
    work();
    expect(await ended(made.id)).toMatchObject({ records: 2_500, taken: 2_500, duplicates: 0 });
    expect((await taken("channel1003")).length).toBe(2_500);
    const counts = await world.sql<{ occurrences: number; places: number }>(
      `select i.occurrences, count(*)::int as places from identifiers i join identifier_occurrences o on o.identifier_id = i.id
       where i.normalized like 'm_@kept.example.org' group by i.id`,
    );
    expect(counts).toEqual(Array.from({ length: 5 }, () => ({ occurrences: 500, places: 500 })));
  });

  it("stops when it is told to, and takes nothing in behind that; started again, it goes on", async () => {
    const texts = Array.from({ length: 30 }, (_, at) => said(at + 1, `message ${at}`));
    const { import: made } = await store(agency.member, chatOf(1_004, texts));
    await cancelImport(agency.colleague.caller, { import_id: made.id });
    work();
    await expect(beginImport(agency.member.caller, { import_id: made.id, kept: true })).rejects.toMatchObject({
      code: "conflict",
    });
    expect((await ended(made.id, "cancelled")).taken).toBe(0);
    await expect(cancelImport(agency.member.caller, { import_id: made.id })).rejects.toMatchObject({
      code: "conflict",
    });
    await startImport(agency.member.caller, { import_id: made.id });
    expect(await ended(made.id)).toMatchObject({ taken: 30 });
    await expect(startImport(agency.member.caller, { import_id: made.id })).rejects.toMatchObject({ code: "conflict" });
  });

  it("shows the first records before it begins, and asks for what the file does not say", async () => {
    const text = "01/02/2026, 10:00 - Kai: hi\n01/02/2026, 10:01 - Mira: ho\n";
    const { import: made } = await store(agency.member, text, { start: false, filename: "_chat.txt" });
    expect(made).toMatchObject({ format: "whatsapp", missing: ["date_order", "chat", "zone"] });
    await expect(startImport(agency.member.caller, { import_id: made.id })).rejects.toMatchObject({ code: "invalid" });
    const reading = { time_zone: "Europe/Berlin", mapping: { date_order: "dmy" as const, chat: "Two" } };
    const preview = await previewImport(agency.colleague.caller, { import_id: made.id, ...reading });
    expect(preview.missing).toEqual([]);
    expect(preview.records.map(({ author, text: shown, posted_at }) => [author, shown, posted_at])).toEqual([
      ["Kai", "hi", "2026-02-01T09:00:00.000Z"],
      ["Mira", "ho", "2026-02-01T09:01:00.000Z"],
    ]);
    work();
    await startImport(agency.member.caller, { import_id: made.id, ...reading });
    expect(await ended(made.id)).toMatchObject({ taken: 2, time_zone: "Europe/Berlin" });
    const looks = await world.sql("select id from audit_log where action = 'READ' and record_id = $1", [made.id]);
    expect(looks).toHaveLength(1);
  });

  it("cannot begin while times of its file have no zone, and takes the zone that is said", async () => {
    const old = `{ ${HEAD}, "id": 1013, "messages": [{"id": 1, "type": "message", "date": "2026-02-01T10:00:00", "from": "Kai", "from_id": "user7", "text": "hi"}] }`;
    const table = "date,from,message\n2026-02-01 10:00,Kai,hi\n";
    const lines = `{"date":"2026-02-01 10:00","from":"Kai","message":"hi"}\n`;
    work();
    for (const [filename, text] of [
      ["result.json", old],
      ["list.csv", table],
      ["list.jsonl", lines],
    ] as const) {
      const { import: made } = await store(agency.member, text, { start: false, filename });
      expect(made).toMatchObject({ missing: ["zone"] });
      await expect(startImport(agency.member.caller, { import_id: made.id })).rejects.toMatchObject({
        code: "invalid",
        extras: { fields: [{ path: "time_zone" }] },
      });
      await startImport(agency.member.caller, { import_id: made.id, time_zone: "Europe/Berlin" });
      expect(await ended(made.id)).toMatchObject({ taken: 1, quarantined: 0 });
      const [row] = await world.sql<{ posted_at: Date }>("select posted_at from content where import_id = $1", [
        made.id,
      ]);
      expect(row!.posted_at.toISOString()).toBe("2026-02-01T09:00:00.000Z");
    }
  });

  it("keeps nothing of what cannot begin, is no export, or comes without who supplied it", async () => {
    const count = async () =>
      (await world.sql("select id from evidence where organization_id = $1", [agency.id])).length;
    const before = await count();
    const refused = (promise: Promise<unknown>) =>
      promise.then(
        () => "taken",
        (error: Fault) => error.code,
      );
    expect(await refused(store(agency.member, "01/02/2026, 10:00 - Kai: hi\n", { filename: "_chat.txt" }))).toBe(
      "invalid",
    );
    expect(await refused(store(agency.member, "\u0001nothing", { filename: "a.txt" }))).toBe("invalid");
    expect(await refused(store(agency.member, "<html></html>", { filename: "messages.html" }))).toBe(
      "unsupported_media_type",
    );
    expect(await refused(store(agency.member, chatOf(1, []), { facts: { authority: " " } }))).toBe("invalid");
    expect(await refused(store(agency.client, chatOf(1, [])))).toBe("forbidden");
    expect(await count()).toBe(before);
  });

  it("is nobody's of another agency, or of those who assess", async () => {
    const { import: made } = await store(agency.member, chatOf(1_006, [said(1, "one")]), { start: false });
    for (const person of [agency.stranger, agency.client, agency.lead]) {
      for (const useCase of [getImport, getImportProgress, cancelImport, startImport])
        await expect(useCase(person.caller, { import_id: made.id })).rejects.toMatchObject({ code: "not_found" });
    }
    expect((await listImports(agency.stranger.caller, {})).imports).toEqual([]);
    expect((await listImports(agency.superuser.caller, {})).imports.map(({ id }) => id)).toContain(made.id);
  });
});

it("sets aside records of a source that is switched off, and lists what was set aside page by page", async () => {
  work();
  await ended((await store(agency.member, chatOf(1_007, [said(1, "one")]))).import.id);
  const { sources } = await listSources(agency.member.caller, { q: "channel1007" });
  const { id, name } = sources[0]!;
  await updateSource(agency.member.caller, {
    ...{ id, name, language: "EN", default_region: "gb", time_zone: "Europe/London", is_active: false },
  });
  const next = await ended((await store(agency.member, chatOf(1_007, [said(2, "two"), said(3, "three")]))).import.id);
  expect(next).toMatchObject({ taken: 0, quarantined: 2 });
  const page = await listImportRejects(agency.member.caller, { import_id: next.id, limit: 1 });
  expect(page.rejects).toMatchObject([{ record: 1, reason: "its source is switched off: channel1007" }]);
  const rest = await listImportRejects(agency.member.caller, { import_id: next.id, cursor: page.next_cursor! });
  expect([rest.rejects.length, rest.next_cursor]).toEqual([1, null]);
});

it("says how far an import is by reading its row alone", async () => {
  const { import: made } = await store(agency.member, chatOf(1_012, [said(1, "one"), said(2, "two")]));
  const ask = () => getImportProgress(agency.colleague.caller, { import_id: made.id });
  expect(await ask()).toMatchObject({ status: "queued", records: 0, started_at: null });
  work();
  await ended(made.id);
  expect(await ask()).toMatchObject({ status: "done", records: 2, taken: 2, progress: 1 });
  const whole = await countStatements(() => getImport(agency.colleague.caller, { import_id: made.id }));
  expect(await countStatements(ask)).toBe(whole - 2);
});

it("writes a batch by as many statements, however large it is", async () => {
  const count = async (messages: number, chat: number) => {
    const list = [...madeMessages({ seed: chat, count: messages, chats: 1 })];
    const room = { ...list[0]!.chat, id: chat };
    const { import: made } = await store(agency.member, [...telegramFull([room], () => list)].join(""), {
      start: false,
    });
    await startImport(agency.member.caller, { import_id: made.id });
    return countStatements(async () => {
      const begun = await beginImport(agency.member.caller, { import_id: made.id, kept: true });
      await importJob.run({
        ...{ id: 1, caller: agency.member.caller, input: { import_id: made.id } },
        ...{ signal: new AbortController().signal, progress: () => undefined },
      });
      return begun;
    });
  };
  expect(await count(900, 1_009)).toBe(await count(300, 1_008));
});
