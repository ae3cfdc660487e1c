import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addAgency, addContent, addSource, type Agency } from "@/e2e/support/agency";
import { countStatements } from "@/e2e/support/count-statements";
import { useStore } from "@/e2e/support/vault";
import { useWorld, type Person } from "@/e2e/support/world";
import { readEvidence } from "@/lib/vault/read-evidence";
import { sweepStaged } from "@/lib/vault/sweep-staged";
import { verifyCustody } from "../custody/custody-file";
import { addExhibit } from "./add-exhibit";
import { addToCase } from "./add-to-case";
import { caseFileDocument } from "./case-file-document";
import { createCase } from "./create-case";
import { freezeContent } from "./freeze-content";
import { exportCustody, listCaseExhibits } from "./list-exhibits";
import { openExhibit } from "./open-exhibit";
import { readCaseFile } from "./read-case-file";
import { recordCustody } from "./record-custody";
import { removeMember } from "./remove-member";
import { saveMember } from "./save-member";
import { updateCase } from "./update-case";

const world = useWorld();
useStore();
let agency: Agency;
let member: Person;
let colleague: Person;
let server: Client;
beforeAll(async () => {
  agency = await addAgency(world);
  ({ member, colleague } = agency);
  server = new Client({ connectionString: world.database.appUrl });
  await server.connect();
});
afterAll(() => server.end());

const bytes = Buffer.from("exported on 2026-03-01");
const sha256 = createHash("sha256").update(bytes).digest("hex");
async function newCase() {
  const { id } = await createCase(member.caller, { title: "Quiet harbour" });
  await saveMember(member.caller, { case_id: id, user_id: colleague.id, role: "investigator" });
  return id;
}
const takeIn = (caseId: number, text: Buffer = bytes) =>
  addExhibit(member.caller, {
    about: { case_id: caseId, title: "Export", received_from: "Port police", reason: "Warrant 12" },
    filename: "export.txt",
    stream: Readable.from([text]),
  });
const textOf = async (body: ReadableStream<Uint8Array>) => Buffer.from(await new Response(body).arrayBuffer());

/** In SQL of the server's role, as this person. */
async function as(person: Person, statement: string, values: unknown[] = []) {
  const { credential } = person.caller;
  if (credential.kind !== "session") throw new Error("no session");
  await server.query("begin");
  try {
    await server.query("select * from app.enter('session', $1, 3600, '{}')", [credential.hash]);
    return await server.query(statement, values);
  } finally {
    await server.query("rollback");
  }
}

describe("an exhibit", () => {
  it("is numbered in its case, read by its members alone, and kept by the sweep", async () => {
    const caseId = await newCase();
    const first = await takeIn(caseId);
    const second = await takeIn(caseId, Buffer.from("another"));
    expect([first.name, second.name, first.sha256]).toEqual(["EX-1", "EX-2", sha256]);
    const { body } = await openExhibit(colleague.caller, { exhibit_id: first.id });
    expect(await textOf(body)).toEqual(bytes);
    for (const who of [agency.superuser, agency.client, agency.lead, agency.stranger])
      await expect(openExhibit(who.caller, { exhibit_id: first.id })).rejects.toMatchObject({ code: "not_found" });
    // The assessment workspace does not know its file, not even for those who see all.
    const [{ evidence_id: id }] = (await world.sql<{ evidence_id: number }>(
      "select evidence_id from exhibits where id = $1",
      [first.id],
    )) as [{ evidence_id: number }];
    for (const who of [agency.superuser, agency.client])
      await expect(readEvidence(who.caller, { id })).rejects.toMatchObject({ code: "not_found" });
    await sweepStaged(new Date(Date.now() + 3 * 86_400_000));
    expect(await textOf((await openExhibit(member.caller, { exhibit_id: first.id })).body)).toEqual(bytes);
  });

  it("is frozen from content as a JSON file of all that is known of it", async () => {
    const caseId = await newCase();
    const sourceId = await addSource(world, agency, { name: "Market talk" });
    const content_id = await addContent(world, agency, { text: "fresh batch", sourceId });
    await addToCase(member.caller, { case_id: caseId, kind: "content", record_id: content_id });
    const frozen = await freezeContent(member.caller, { case_id: caseId, content_id });
    await world.sql("update content set text = 'changed later' where id = $1", [content_id]);
    const looks = await world.sql(
      "select new_values ->> 'purpose' as purpose from audit_log where action = 'READ' and table_name = 'content' and record_id = $1",
      [content_id],
    );
    expect(looks).toEqual([{ purpose: "A test" }]);
    const { body, file } = await openExhibit(member.caller, { exhibit_id: frozen.id });
    const json = await textOf(body);
    expect(createHash("sha256").update(json).digest("hex")).toBe(frozen.sha256);
    expect(file.mediaType).toBe("application/json");
    expect(JSON.parse(json.toString())).toMatchObject({
      format: "securesphere-content",
      purpose: "A test",
      content: { id: content_id, text: "fresh batch", source: { name: "Market talk" } },
    });
  });
});

describe("custody", () => {
  it("goes from hand to hand: only who it is handed to accepts it, and its export verifies", async () => {
    const caseId = await newCase();
    const { id: exhibit_id } = await takeIn(caseId);
    const record = (who: Person, action: Parameters<typeof recordCustody>[1]["action"], more: object = {}) =>
      recordCustody(who.caller, { exhibit_id, action, ...more });
    await expect(record(colleague, "examined")).rejects.toMatchObject({ code: "forbidden" });
    await expect(record(member, "transferred", { to_user_id: agency.stranger.id })).rejects.toMatchObject({
      code: "invalid",
    });
    await record(member, "transferred", { to_user_id: colleague.id, reason: "Second opinion" });
    await expect(record(member, "accepted")).rejects.toMatchObject({ code: "forbidden" });
    await expect(record(member, "returned", { to_name: "Port police", reason: "x" })).rejects.toMatchObject({
      code: "conflict",
    });
    // While it is on its way the case does not close, and neither of the two leaves.
    await expect(
      updateCase(member.caller, { case_id: caseId, status: "closed", resolution: "Done" }),
    ).rejects.toMatchObject({ code: "invalid" });
    await expect(removeMember(colleague.caller, { case_id: caseId, user_id: colleague.id })).rejects.toMatchObject({
      code: "conflict",
    });
    await record(colleague, "accepted");
    await record(colleague, "examined", { reason: "Read it" });
    await expect(record(member, "transferred", { to_user_id: member.id })).rejects.toMatchObject({ code: "invalid" });
    await record(member, "transferred", { to_user_id: member.id, reason: "Ben is on leave" });
    await record(member, "accepted");
    await expect(record(colleague, "disposed", { reason: "x" })).rejects.toMatchObject({ code: "forbidden" });
    const last = await record(member, "returned", { to_name: "Port police", reason: "Trial is over" });

    const file = await exportCustody(colleague.caller, { exhibit_id });
    expect(verifyCustody(file, { fileSha256: sha256, head: last.hash })).toMatchObject({ ok: true, entries: 7 });
    expect(file.custody[5]).toMatchObject({ action: "accepted", by: { name: "analyst Test" } });
    const { exhibits } = await listCaseExhibits(member.caller, { case_id: caseId });
    expect(exhibits).toMatchObject([{ state: "returned", broken: null, sha256, may: [] }]);
    await updateCase(member.caller, { case_id: caseId, status: "closed", resolution: "Done" });
    await expect(record(member, "received" as never)).rejects.toMatchObject({ code: "invalid" });
  });

  it("writes one of two entries that are written at once", async () => {
    const caseId = await newCase();
    const { id: exhibit_id } = await takeIn(caseId);
    const hand = () => recordCustody(member.caller, { exhibit_id, action: "transferred", to_user_id: colleague.id });
    const done = await Promise.allSettled([hand(), hand()]);
    expect(done.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("is held to by the database: nothing is changed, taken out or put between", async () => {
    const caseId = await newCase();
    const { id: exhibitId } = await takeIn(caseId);
    for (const [statement, values] of [
      ["update custody_events set reason = 'x' where exhibit_id = $1", [exhibitId]],
      ["delete from custody_events where exhibit_id = $1", [exhibitId]],
      ["update exhibits set title = 'x' where id = $1", [exhibitId]],
      ["delete from exhibits where id = $1", [exhibitId]],
      ["update case_events set title = 'x' where case_id = $1", [caseId]],
      ["delete from case_messages where case_id = $1", [caseId]],
    ] as const)
      await expect(as(member, statement, [...values]), statement).rejects.toMatchObject({ code: "42501" });
    // Not by the owner of the database either, but by taking the trigger off.
    await expect(
      world.sql("update custody_events set reason = 'x' where exhibit_id = $1", [exhibitId]),
    ).rejects.toMatchObject({ code: "42501" });
    const insert = (seq: number, previous: string, by: number) =>
      as(
        member,
        `insert into custody_events (organization_id, case_id, exhibit_id, seq, action, by_id, by_name, at, file_sha256, previous_hash, hash)
         values ($1, $2, $3, $4, 'examined', $6, 'x', now(), repeat('a', 64), $5, repeat('b', 64))`,
        [agency.id, caseId, exhibitId, seq, previous, by],
      );
    const [{ hash }] = (await world.sql<{ hash: string }>("select hash from custody_events where exhibit_id = $1", [
      exhibitId,
    ])) as [{ hash: string }];
    await expect(insert(3, hash, member.id)).rejects.toThrow(/does not follow/);
    await expect(insert(2, "0".repeat(64), member.id)).rejects.toThrow(/does not follow/);
    await expect(insert(2, hash, colleague.id)).rejects.toThrow(/by who acts/);
    expect((await insert(2, hash, member.id)).rowCount).toBe(1);
  });

  it("shows a chain that was edited past the database's triggers, and adds nothing to it", async () => {
    const caseId = await newCase();
    const { id: exhibit_id } = await takeIn(caseId);
    await world.sql("alter table custody_events disable trigger append_only");
    await world.sql("update custody_events set from_name = 'Somebody' where exhibit_id = $1", [exhibit_id]);
    await world.sql("alter table custody_events enable always trigger append_only");
    const { exhibits } = await listCaseExhibits(member.caller, { case_id: caseId });
    expect(exhibits[0]!.broken).toMatch(/entry 1 is not what was written/);
    await expect(recordCustody(member.caller, { exhibit_id, action: "examined" })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(verifyCustody(await exportCustody(member.caller, { exhibit_id })).ok).toBe(false);
  });
});

describe("policies alone", () => {
  const tables = [
    ...["case_texts", "case_tasks", "case_events", "case_messages", "exhibits", "custody_events"],
    ...["content_case_links", "subject_case_links", "identifier_case_links", "cases", "user_case_links", "evidence"],
  ];
  it("show what is in a case to its members, its line in the register to superusers, and nobody else a row", async () => {
    const unit = await addAgency(world);
    const { id } = await createCase(unit.member.caller, { title: "Theirs" });
    await addExhibit(unit.member.caller, {
      about: { case_id: id, title: "Export" },
      filename: "export.txt",
      stream: Readable.from([bytes]),
    });
    const shown = async (person: Person) => {
      const counts: Record<string, number> = {};
      for (const table of tables) {
        const { rows } = await as(person, `select count(*)::int as n from ${table} where organization_id = $1`, [
          unit.id,
        ]);
        if (rows[0].n > 0) counts[table] = rows[0].n;
      }
      return counts;
    };
    expect(Object.keys(await shown(unit.member))).toEqual(
      expect.arrayContaining(["case_texts", "case_events", "exhibits", "custody_events", "evidence"]),
    );
    expect(await shown(unit.colleague)).toEqual({});
    expect(await shown(unit.client)).toEqual({});
    expect(await shown(unit.lead)).toEqual({});
    expect(await shown(unit.stranger)).toEqual({});
    expect(await shown(unit.superuser)).toEqual({ cases: 1, user_case_links: 1 });
  });
});

it("is printed whole: members, hashes, custody, timeline and markings", async () => {
  const caseId = await newCase();
  await updateCase(member.caller, { case_id: caseId, marking: "TLP:RED", own_marking: "Harbour only" });
  const { head } = await takeIn(caseId);
  const document = caseFileDocument(await readCaseFile(colleague.caller, { case_id: caseId }));
  const text = JSON.stringify(document);
  for (const said of [
    "TLP:RED · Harbour only",
    sha256,
    head,
    "received by analyst Test from Port police",
    "Case opened",
  ])
    expect(text).toContain(said);
  expect(document.proof[0]).toContain("TLP:RED");
  expect(text).not.toContain("There are more");
});

it("says in print what it leaves out", async () => {
  const source = await readCaseFile(member.caller, { case_id: await newCase() });
  const more = <Cut extends { more: boolean }>(cut: Cut) => ({ ...cut, more: true });
  const { tasks, exhibits, timeline } = source;
  const whole = { ...source, tasks: more(tasks), exhibits: more(exhibits), timeline: more(timeline) };
  expect(JSON.stringify(caseFileDocument(whole)).match(/There are more/g)).toHaveLength(3);
});

it("costs as many statements to list for many exhibits as for one", async () => {
  const caseId = await newCase();
  await takeIn(caseId);
  const list = () => listCaseExhibits(member.caller, { case_id: caseId });
  const before = await countStatements(list);
  for (const name of ["a", "b", "c"]) await takeIn(caseId, Buffer.from(name));
  expect(await countStatements(list)).toBe(before);
});
