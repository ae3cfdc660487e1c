import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  addAgency,
  addCase,
  addContent,
  addIdentifier,
  addSource,
  addSubject,
  type Agency,
} from "@/e2e/support/agency";
import { countStatements } from "@/e2e/support/count-statements";
import { pieces } from "@/e2e/support/files";
import { openctiSearch, spiderfootEvents } from "@/e2e/support/osint-exchanges";
import { replay } from "@/e2e/support/replay";
import { useWorld } from "@/e2e/support/world";
import { runJobs } from "@/lib/jobs/run-jobs";
import type { Caller } from "@/lib/kernel/actor";
import { cancelOsintSearch, retryOsintSearch } from "./change-search";
import { getConnectors, saveConnector } from "./connectors-admin";
import { getOsintSearch } from "./get-search";
import { importSpiderfoot } from "./import-spiderfoot";
import { linkIdentifier, unlinkIdentifier } from "./link-identifier";
import { listOsintSearches } from "./list-searches";
import { runOsintSearch } from "./run-search";
import { saveOsintAnalysis } from "./save-analysis";
import { startOsintSearch } from "./start-search";

process.env.OSINT_PRIVATE_HOSTS = "127.0.0.1";
const world = useWorld();
let agency: Agency;
let member: Caller;
let stop: () => Promise<void>;
const EMAIL = "harbour.owner@example.com";

beforeAll(async () => {
  agency = await addAgency(world);
  member = agency.member.caller;
  const sourceId = await addSource(world, agency, { name: "Night market" });
  const subjectId = await addSubject(world, agency, { username: "owl" });
  const contentId = await addContent(world, agency, { sourceId, subjectId, text: `write to ${EMAIL} or call` });
  const identifierId = await addIdentifier(world, agency, "email", EMAIL);
  await world.sql(
    "insert into identifier_occurrences (organization_id, identifier_id, content_id, start_offset, end_offset) values ($1, $2, $3, 9, 33)",
    [agency.id, identifierId, contentId],
  );
  stop = runJobs([runOsintSearch], { atOnce: 1, log: (line) => expect.fail(line) });
});
afterAll(() => stop());

const get = (id: number, caller = member) => getOsintSearch(caller, { osint_result_id: id });
async function searched(input: Parameters<typeof startOsintSearch>[1], status = "done", caller = member) {
  const { id } = await startOsintSearch(caller, input);
  await expect.poll(async () => (await get(id, caller)).status, { timeout: 20_000 }).toBe(status);
  return get(id, caller);
}
const connector = (name: string, more: object = {}) =>
  saveConnector(world.superuser.caller, {
    ...{ version: 0, organization_id: agency.id, kind: "opencti", name, base_url: "https://opencti.example.com" },
    ...{ credential: "", timeout_seconds: 20, is_enabled: true },
    ...more,
  });

describe("a search of the workspace itself", () => {
  it("finds an identifier with where it stands, and keeps what it was for", async () => {
    const result = await searched({ query: EMAIL.toUpperCase(), search_type: "email" });
    expect(result).toMatchObject({
      ...{ connector: "workspace", purpose: "A test", total_sources_searched: 1, risk_score: null, error: null },
    });
    expect(result.results!.results).toMatchObject([
      { source: "Known identifiers", kind: "email", value: EMAIL },
      { source: "Night market", value: `write to ${EMAIL} or call`, detail: "owl" },
    ]);
    expect(result.suggestions).toMatchObject([{ kind: "email", normalized: EMAIL, confidence: 1 }]);
    const said = await searched({ query: "or call", search_type: "text" });
    expect(said.results!.results).toHaveLength(1);
    expect((await searched({ query: "nobody@example.com", search_type: "email" })).results!.results).toEqual([]);
    const events = await world.sql(
      "select new_values from audit_log where action = 'READ' and table_name = 'osint_results' and record_id = $1 and user_id = $2",
      [result.id, agency.member.id],
    );
    expect(events[0]).toEqual({ new_values: { purpose: "A test" } });
  });

  it("says what is wrong with what was asked, and can be asked again", async () => {
    const failed = await searched({ query: "not an address", search_type: "email" }, "failed");
    expect(failed.error).toBe("“not an address” is not an email. Search for it as text.");
    await retryOsintSearch(member, { osint_result_id: failed.id });
    await expect.poll(async () => (await get(failed.id)).status, { timeout: 20_000 }).toBe("failed");
    await expect(cancelOsintSearch(member, { osint_result_id: failed.id })).rejects.toMatchObject({ code: "conflict" });
  });

  it("wants a purpose", async () => {
    const newcomer = await world.addPerson("analyst", agency.id);
    const asked = startOsintSearch(newcomer.caller, { query: "x", search_type: "text" });
    await expect(asked).rejects.toMatchObject({ code: "purpose_required" });
    await expect(listOsintSearches(newcomer.caller, {})).rejects.toMatchObject({ code: "purpose_required" });
  });
});

describe("a search by a connector", () => {
  it("is asked with the credential, which nobody reads; what it brought is opened for the agency alone", async () => {
    const service = await replay(openctiSearch);
    const { id } = await connector("Ours", { base_url: service.url, credential: "hush-hush" });
    const result = await searched({ connector: id, query: "owner@example.com", search_type: "email" });
    expect(service.received[0]!.authorization).toBe("Bearer hush-hush");
    expect(result).toMatchObject({ connector: "opencti", risk_score: 75, total_sources_searched: 2 });
    expect(result.results!.results).toHaveLength(2);
    const listed = JSON.stringify([await getConnectors(member, {}), await getConnectors(world.superuser.caller, {})]);
    expect(listed).toContain("Ours");
    expect(listed).not.toContain("hush");
    const [{ row }] = (await world.sql("select to_jsonb(r)::text as row from osint_results r where id = $1", [
      result.id,
    ])) as [{ row: string }];
    expect(row).not.toContain("seen in a leak");
    const trail = await world.sql<{ row: string }>("select to_jsonb(a)::text as row from audit_log a");
    expect(trail.some(({ row: text }) => /hush|seen in a leak/.test(text))).toBe(false);
    await service.close();
  });

  it("says why it failed, and is cancelled while it waits", async () => {
    const service = await replay([
      { ask: "POST /graphql", status: 401 },
      { ask: "POST /graphql", silent: true },
    ]);
    const { id } = await connector("Refusing", { base_url: service.url });
    const failed = await searched({ connector: id, query: "x", search_type: "text" }, "failed");
    expect(failed.error).toBe("OpenCTI refuses the credential (401).");
    const { id: waiting } = await startOsintSearch(member, { connector: id, query: "x", search_type: "text" });
    await expect.poll(() => service.received.length, { timeout: 20_000 }).toBe(2);
    await cancelOsintSearch(member, { osint_result_id: waiting });
    expect((await get(waiting)).status).toBe("cancelled");
    await expect
      .poll(
        async () => (await world.sql("select status from jobs where input ->> 'osint_result_id' = $1", [waiting]))[0],
        {
          timeout: 15_000,
        },
      )
      .toEqual({ status: "cancelled" });
    expect(await get(waiting)).toMatchObject({ status: "cancelled", results: null });
    await service.close();
  });

  it("goes to no private network, and to nothing that the service is not asked for", async () => {
    await expect(connector("Inner", { base_url: "https://10.0.0.8" })).rejects.toMatchObject({
      message: expect.stringContaining("OSINT_PRIVATE_HOSTS") as string,
    });
    await expect(connector("Ours")).rejects.toMatchObject({ code: "invalid" });
    const { id } = await connector("Foot", { kind: "spiderfoot", base_url: "https://spiderfoot.example.com" });
    const asked = startOsintSearch(member, { connector: id, query: "DE89", search_type: "iban" });
    await expect(asked).rejects.toMatchObject({ code: "invalid" });
    const [row] = (await getConnectors(member, {})).connectors.filter(({ name }) => name === "Foot");
    const change = { id, version: row!.version, kind: "spiderfoot", base_url: row!.base_url };
    await connector("Foot", { ...change, credential: "analyst:word" });
    const moved = { ...change, version: row!.version + 1, base_url: "https://elsewhere.example.com" };
    await expect(connector("Foot", moved)).rejects.toMatchObject({ code: "invalid" });
    await expect(connector("Foot", change)).rejects.toMatchObject({ code: "stale_version" });
    await connector("Foot", { ...moved, credential: "another", is_enabled: false });
    const off = startOsintSearch(member, { connector: id, query: "x@example.com", search_type: "email" });
    await expect(off).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("what a search tells of", () => {
  it("is linked by a person who says how surely, and unlinked", async () => {
    const result = await searched({ query: EMAIL, search_type: "email" });
    const about = { osint_result_id: result.id, kind: "email" as const };
    const link = await linkIdentifier(member, { ...about, value: EMAIL, confidence: 70, note: "the same shop" });
    const after = await get(result.id);
    expect(after.identifiers).toMatchObject([
      { id: link.id, normalized: EMAIL, confidence: 0.7, note: "the same shop" },
    ]);
    expect(after.suggestions).toEqual([]);
    await linkIdentifier(member, { ...about, value: EMAIL, confidence: 90 });
    expect((await get(result.id)).identifiers[0]!.confidence).toBeCloseTo(0.9);
    const unseen = await linkIdentifier(agency.colleague.caller, {
      ...about,
      value: "new@example.com",
      confidence: 20,
    });
    expect((await get(result.id)).identifiers).toHaveLength(2);
    await expect(linkIdentifier(member, { ...about, value: "no address", confidence: 5 })).rejects.toMatchObject({
      code: "invalid",
    });
    await unlinkIdentifier(member, { osint_result_id: result.id, link_id: unseen.id });
    expect((await get(result.id)).identifiers).toHaveLength(1);
  });

  it("is judged in a note that is sealed beside it, and taken back", async () => {
    const result = await searched({ query: EMAIL, search_type: "email" });
    await saveOsintAnalysis(agency.colleague.caller, { osint_result_id: result.id, note: "canary of mine" });
    const read = await get(result.id);
    expect(read.analysis).toMatchObject({ note: "canary of mine" });
    expect(read.results!.results).toHaveLength(2);
    const rows = await world.sql<{ row: string }>("select to_jsonb(r)::text as row from osint_results r");
    expect(rows.some(({ row }) => row.includes("canary of mine"))).toBe(false);
    const about = { osint_result_id: result.id };
    await expect(saveOsintAnalysis(member, { ...about, note: "over it" })).rejects.toMatchObject({
      code: "stale_version",
    });
    expect((await get(result.id)).analysis).toEqual(read.analysis);
    const { at } = await saveOsintAnalysis(member, { ...about, note: "after it", seen_at: read.analysis!.at });
    await saveOsintAnalysis(member, { ...about, note: "", seen_at: at });
    expect((await get(result.id)).analysis).toBeNull();
  });
});

describe("a file of SpiderFoot", () => {
  it("is taken in with what could not be read beside it", async () => {
    const stream = pieces(JSON.stringify(spiderfootEvents));
    const { id } = await importSpiderfoot(member, { filename: "scan.json", stream });
    const result = await get(id);
    expect(result).toMatchObject({ connector: "spiderfoot", query: "scan.json", search_type: "file", status: "done" });
    expect(result.results).toMatchObject({
      remarks: [
        "Records that could not be read and were put aside: 1.",
        "Records marked as false positives, left out: 1.",
      ],
      rejected: [{ record: 7 }],
    });
    expect(result.results!.results).toHaveLength(5);
    expect(result.suggestions.map(({ kind }) => kind).sort()).toEqual(["domain", "email", "ip", "url"]);
    await expect(importSpiderfoot(member, { filename: "x", stream: pieces("{}") })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(importSpiderfoot(agency.client.caller, { filename: "x", stream })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("who sees a search", () => {
  it("is the agency, or the members of the case that it was made for", async () => {
    const caseId = await addCase(world, agency, [agency.member]);
    const open = await searched({ query: EMAIL, search_type: "email" });
    const closed = await searched({ query: EMAIL, search_type: "email", case_id: caseId });
    expect(closed.case_number).toMatch(/^C-2026-/);
    const seen = async (caller: Caller) => (await listOsintSearches(caller, { limit: 200 })).items.map(({ id }) => id);
    expect(await seen(member)).toEqual(expect.arrayContaining([open.id, closed.id]));
    for (const { caller } of [agency.colleague, agency.superuser]) {
      const ids = await seen(caller);
      expect([ids.includes(open.id), ids.includes(closed.id)]).toEqual([true, false]);
      await expect(get(closed.id, caller)).rejects.toMatchObject({ code: "not_found" });
      await expect(linkIdentifier(caller, { osint_result_id: closed.id, kind: "email", value: EMAIL, confidence: 1 }))
        .rejects // prettier-ignore
        .toMatchObject({ code: "not_found" });
    }
    await expect(get(open.id, agency.stranger.caller)).rejects.toMatchObject({ code: "not_found" });
    expect(await seen(agency.stranger.caller)).toEqual([]);
    const foreign = startOsintSearch(agency.colleague.caller, { query: "x", search_type: "text", case_id: caseId });
    await expect(foreign).rejects.toMatchObject({ code: "invalid" });
    for (const { caller } of [agency.client, agency.lead])
      await expect(get(open.id, caller)).rejects.toMatchObject({ code: "not_found" });
  });

  it("is read page by page, in as many statements whatever there is", async () => {
    const first = await listOsintSearches(member, { limit: 2 });
    const second = await listOsintSearches(member, { limit: 2, cursor: first.next_cursor! });
    expect(second.items[0]!.id).toBeLessThan(first.items[1]!.id);
    const few = await countStatements(() => listOsintSearches(member, { limit: 1 }));
    expect(await countStatements(() => listOsintSearches(member, { limit: 200 }))).toBe(few);
    const [a, b] = [
      await searched({ query: "nothing", search_type: "text" }),
      await searched({ query: EMAIL, search_type: "email" }),
    ];
    expect(await countStatements(() => get(b.id))).toBe(await countStatements(() => get(a.id)));
  });
});
