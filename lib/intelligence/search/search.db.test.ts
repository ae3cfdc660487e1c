import { beforeAll, describe, expect, it } from "vitest";
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
import { anonymous, useWorld } from "@/e2e/support/world";
import { listIdentifiers } from "../identifiers/list-identifiers";
import { lookUpIdentifiers } from "../identifiers/look-up-identifiers";
import { listSubjects } from "../list-subjects";
import { deleteSavedSearch } from "./delete-saved-search";
import { listSavedSearches } from "./list-saved-searches";
import { lookOut } from "./look-out";
import { saveSearch } from "./save-search";
import { searchContent } from "./search-content";
import { searchRecords } from "./search-records";

const world = useWorld();
let agency: Agency;
let night: number;
let harbour: number;
let king: number;

const day = (number: number) => `2026-03-${String(number).padStart(2, "0")}T12:00:00Z`;

beforeAll(async () => {
  agency = await addAgency(world);
  night = await addSource(world, agency, { name: "Night market" });
  harbour = await addSource(world, agency, { name: "Harbour talk" });
  king = await addSubject(world, agency, { username: "Snow_King" });
  const add = (text: string, number: number, more: object = {}) =>
    addContent(world, agency, { text, sourceId: night, postedAt: day(number), ...more });
  await add("Fresh snow tonight, the good one", 1, { riskScore: 80, subjectId: king });
  await add("No snow at the harbour, only rain", 2, { sourceId: harbour });
  const wallet = await add("Snow market open. Pay to bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", 3, { riskScore: 60 });
  await add("Свежий снег в наличии", 4);
  const undated = await add("Snow of nobody knows when", 5);
  await world.sql("update content set posted_at = null where id = $1", [undated]);
  const identifier = await addIdentifier(world, agency, "wallet", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq");
  await world.sql(
    `insert into identifier_occurrences (organization_id, identifier_id, content_id, start_offset, end_offset) values ($1, $2, $3, 26, 68)`,
    [agency.id, identifier, wallet],
  );
});

const search = async (q: string, more: object = {}) => searchContent(agency.member.caller, { q, ...more });
const texts = async (q: string, more: object = {}) =>
  (await search(q, more)).content.map(({ excerpt }) =>
    excerpt
      .map(({ text }) => text)
      .join("")
      .split(" ")
      .slice(0, 2)
      .join(" "),
  );

describe("a search of messages", () => {
  it.each([
    ["snow", ["Snow market", "No snow", "Fresh snow", "Snow of"]],
    ["SNOW -rain", ["Snow market", "Fresh snow", "Snow of"]],
    ['"fresh snow"', ["Fresh snow"]],
    ['"snow fresh"', []],
    ["снег OR rain", ["Свежий снег", "No snow"]],
    ["tonig*", ["Fresh snow"]],
    ["-snow", ["Свежий снег"]],
    ["", ["Свежий снег", "Snow market", "No snow", "Fresh snow", "Snow of"]],
    ["source:harbour", ["No snow"]],
    ["snow from:@snow_king", ["Fresh snow"]],
    ["risk:high,critical", ["Snow market", "Fresh snow"]],
    ["after:2026-03-02 before:2026-03-04", ["Snow market", "No snow"]],
    ["has:wallet", ["Snow market"]],
    ["has:wallet,phone", []],
    ["has:detection", []],
    ["kind:text has:identifier", ["Snow market"]],
  ])("%s", async (q, expected) => {
    expect(await texts(q)).toEqual(expected);
  });

  it("marks what was found, counts what there is, and says what cannot be meant", async () => {
    const found = await search("snow source:night risk:extreme", { facets: true });
    expect(found).toMatchObject({ total: 3, looked_back_to: null, next_cursor: null });
    expect(found.problems).toEqual([expect.stringContaining("“risk:extreme” is not known")]);
    expect(found.content[1]!.excerpt).toContainEqual({ text: "snow", found: true });
    expect(found.facets).toContainEqual({ facet: "risk", value: "critical", label: "CRITICAL", count: 1 });
    expect(found.facets).toContainEqual({ facet: "source", value: "Night market", label: "Night market", count: 3 });
    expect(await search("source:nowhere")).toMatchObject({
      problems: ["No source is called nowhere."],
      content: [],
      looked_back_to: null,
      next_cursor: null,
    });
  });

  it("goes on page by page, also among those whose time is not known", async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await search("snow", { limit: 1, cursor });
      seen.push(...page.content.map(({ id }) => String(id)));
      cursor = page.next_cursor ?? undefined;
    } while (cursor && seen.length < 9);
    expect(new Set(seen).size).toBe(4);
    expect(seen).toHaveLength(4);
    await expect(search("snow", { cursor: "x" })).rejects.toMatchObject({ code: "malformed" });
  });

  it("costs as many statements for many messages as for few, and is written down with its purpose", async () => {
    const many = await countStatements(() => search("snow", { facets: true }));
    expect(await countStatements(() => search('"fresh snow"', { facets: true }))).toBe(many);
    const [entry] = await world.sql<{ new_values: object }>(
      "select new_values from audit_log where action = 'READ' and use_case = 'intelligence.content.search' and user_id = $1 order by id desc limit 1",
      [agency.member.id],
    );
    expect(entry).toMatchObject({ new_values: { purpose: "A test", q: '"fresh snow"', shown: 1 } });
  });

  it("is for the agency's analysts, with a purpose", async () => {
    expect((await searchContent(agency.stranger.caller, { q: "snow", organization_id: agency.id })).content).toEqual(
      [],
    );
    expect(
      (await searchContent(agency.superuser.caller, { q: "snow", organization_id: agency.id })).content,
    ).toHaveLength(4);
    for (const person of [agency.client, agency.lead])
      await expect(searchContent(person.caller, { q: "snow" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(searchContent(anonymous, { q: "snow" })).rejects.toMatchObject({ code: "unauthenticated" });
    const newcomer = await world.addPerson("analyst", agency.id);
    await expect(searchContent(newcomer.caller, { q: "snow" })).rejects.toMatchObject({ code: "purpose_required" });
    const inside = "select * from app.find_content($1, 'snow', true, '{}', 'infinity', 9007199254740991, 5)";
    expect(await world.sql(inside, [agency.id])).toMatchObject([{ is_complete: true }]);
  });
});

it("finds identifiers, accounts, and the cases one is on", async () => {
  await addCase(world, agency, [agency.member], "Quiet snow");
  const mine = await searchRecords(agency.member.caller, { q: "snow" });
  expect(mine.cases).toMatchObject([{ title: "Quiet snow" }]);
  expect((await searchRecords(agency.colleague.caller, { q: "snow" })).cases).toEqual([]);
  const found = await searchRecords(agency.member.caller, {
    q: "@snow_king bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
  });
  expect(found.identifiers).toMatchObject([{ kind: "wallet", contents: 1 }]);
  expect((await searchRecords(agency.member.caller, { q: "@Snow_King" })).subjects).toMatchObject([{ id: king }]);
  expect((await searchRecords(agency.member.caller, { q: "bc1qar0" })).identifiers).toHaveLength(1);
  expect((await searchRecords(agency.stranger.caller, { q: "bc1qar0" })).identifiers).toEqual([]);
});

it("a superuser's look stands in the trail as one into the agency that it was into", async () => {
  const { caller, id } = agency.superuser;
  const into = { organization_id: agency.id };
  await searchContent(caller, { q: "snow", ...into });
  await searchRecords(caller, { q: "snow", ...into });
  await listIdentifiers(caller, into);
  await lookUpIdentifiers(caller, { text: "snow@example.com", ...into });
  await listSubjects(caller, into);
  const looks = await world.sql(
    "select organization_id, use_case from audit_log where action = 'READ' and user_id = $1 order by id desc limit 5",
    [id],
  );
  expect(looks.map(({ organization_id }) => organization_id)).toEqual(Array(5).fill(agency.id));
});

describe("a search that is kept", () => {
  it("tells its owner once of what came in, and again after a look", async () => {
    const { caller, id: userId } = agency.member;
    const { id } = await saveSearch(caller, { name: "Snow", q: "snow -rain" });
    await lookOut();
    const notices = () => world.sql("select subject, link from notifications where user_id = $1 order by id", [userId]);
    expect(await notices()).toEqual([]);
    const add = (text: string) => addContent(world, agency, { text, sourceId: harbour });
    await add("more snow");
    await add("snow and rain");
    await Promise.all([lookOut(), lookOut()]);
    expect(await notices()).toEqual([{ subject: "“Snow” found a new message", link: "/search?q=snow+-rain" }]);
    await add("snow again");
    await lookOut();
    expect(await notices()).toHaveLength(1);
    expect(await listSavedSearches(caller, {})).toMatchObject([{ id, name: "Snow", fresh: 2 }]);
    await searchContent(caller, { q: "snow -rain" });
    expect(await listSavedSearches(caller, {})).toMatchObject([{ fresh: 0 }]);
    await add("the last snow");
    await lookOut();
    expect(await notices()).toHaveLength(2);
  });

  it("is its owner's alone, and leaves its trace", async () => {
    const { id } = await saveSearch(agency.colleague.caller, { name: "Mine", q: "rain", alerts: false });
    await expect(deleteSavedSearch(agency.member.caller, { id })).rejects.toMatchObject({ code: "not_found" });
    await deleteSavedSearch(agency.colleague.caller, { id });
    const trail = await world.sql(
      "select action from audit_log where table_name = 'saved_searches' and record_id = $1 order by id",
      [id],
    );
    expect(trail).toEqual([{ action: "INSERT" }, { action: "DELETE" }]);
    for (const person of [agency.client, agency.lead, agency.superuser])
      await expect(saveSearch(person.caller, { name: "X", q: "x" })).rejects.toMatchObject({ code: "forbidden" });
  });
});
