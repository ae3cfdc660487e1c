import { beforeAll, describe, expect, it } from "vitest";
import {
  addAgency,
  addCase,
  addContent,
  addIdentifier,
  addOccurrence,
  addSource,
  addSubject,
  type Agency,
} from "@/e2e/support/agency";
import { countStatements } from "@/e2e/support/count-statements";
import { anonymous, useWorld } from "@/e2e/support/world";
import { addToCase } from "../cases/add-to-case";
import { enterIdentifier } from "./enter-identifier";
import { getIdentifier } from "./get-identifier";
import { listIdentifiers } from "./list-identifiers";
import { lookUpIdentifiers } from "./look-up-identifiers";
import { verifyIdentifier } from "./verify-identifier";

const world = useWorld();
let agency: Agency;
let mail: number;
let site: number;
let quiet: number;

beforeAll(async () => {
  agency = await addAgency(world);
  const sourceId = await addSource(world, agency, { name: "Night market" });
  const king = await addSubject(world, agency, { username: "king" });
  const queen = await addSubject(world, agency, { username: "queen" });
  mail = await addIdentifier(world, agency, "email", "dealer@shop-mail.com");
  site = await addIdentifier(world, agency, "domain", "shop.example.com");
  await world.sql("update identifiers set detail = 'shop-mail.com' where id = $1", [mail]);
  for (const [text, subjectId] of [
    ["❄️ write to dealer@shop-mail.com or see shop.example.com", king],
    ["dealer@shop-mail.com is back", queen],
    ["again: dealer@shop-mail.com", king],
  ] as const) {
    const content = await addContent(world, agency, { text, sourceId, subjectId });
    await addOccurrence(world, agency, mail, content);
    if (text.includes("shop.example")) await addOccurrence(world, agency, site, content);
  }
  // PostgreSQL counts the two characters of the snowflake as the two UTF-16 units that they are.
  await world.sql("update identifiers set occurrences = 3 where id = $1", [mail]);
  quiet = await addCase(world, agency, [agency.member], "Quiet harbour");
});

const list = async (input: object, person = agency.member) =>
  (await listIdentifiers(person.caller, input)).identifiers.map(({ value }) => value);

describe("identifiers", () => {
  it("are listed newest first, by kind, by how they begin and by host, page by page", async () => {
    expect(await list({})).toEqual(["shop.example.com", "dealer@shop-mail.com"]);
    expect(await list({ kind: "email" })).toEqual(["dealer@shop-mail.com"]);
    expect(await list({ q: "DEALER@" })).toEqual(["dealer@shop-mail.com"]);
    expect(await list({ q: "shop-mail.com" })).toEqual(["dealer@shop-mail.com"]);
    expect(await list({ q: "shop[.]example[.]com" })).toEqual(["shop.example.com"]);
    expect(await list({ q: "%" })).toEqual([]);
    expect(await list({ verified: true })).toEqual([]);
    const first = await listIdentifiers(agency.member.caller, { limit: 1 });
    expect(await list({ limit: 1, cursor: first.next_cursor! })).toEqual(["dealer@shop-mail.com"]);
    await addIdentifier(world, agency, "handle", "dealer_two");
    const byValue = await listIdentifiers(agency.member.caller, { q: "dealer", limit: 1 });
    expect(await list({ q: "dealer", cursor: byValue.next_cursor! })).toEqual(["dealer_two"]);
    const [found] = (await listIdentifiers(agency.member.caller, { q: "dealer@" })).identifiers;
    expect(found).toMatchObject({
      occurrences: 3,
      contents: 3,
      subjects: 2,
      cases: 0,
      is_common: false,
      counted_to: null,
    });
  });

  it("go on behind the last one, however much of their values is the same", async () => {
    const long = (end: string) => `https://long.example.org/${"a".repeat(600)}${end}`;
    for (const end of ["c", "a", "b"]) await addIdentifier(world, agency, "url", long(end));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listIdentifiers(agency.member.caller, { q: "https://long.example.org/a", limit: 1, cursor });
      seen.push(...page.identifiers.map(({ value }) => value.slice(-1)));
      cursor = page.next_cursor ?? undefined;
    } while (cursor && seen.length < 9);
    expect(seen).toEqual(["a", "b", "c"]);
  });

  it("cost as many statements for many as for few", async () => {
    const few = await countStatements(() => listIdentifiers(agency.member.caller, { kind: "domain" }));
    await world.sql(
      `insert into identifiers (organization_id, kind, value, normalized) select $1, 'name', 'Name ' || g, 'name ' || g from generate_series(1, 60) g`,
      [agency.id],
    );
    expect(await countStatements(() => listIdentifiers(agency.member.caller, { kind: "name" }))).toBe(few);
  });

  it("say where they stand, who wrote them, and what stands beside them", async () => {
    const found = await getIdentifier(agency.member.caller, { identifier_id: mail });
    expect(found.places.map(({ before, written, after }) => [before, written, after])).toEqual([
      ["again: ", "dealer@shop-mail.com", ""],
      ["", "dealer@shop-mail.com", " is back"],
      ["❄️ write to ", "dealer@shop-mail.com", " or see shop.example.com"],
    ]);
    expect(found).toMatchObject({ subject_count: 2, is_common: false, examined: null, common_beside: 0 });
    expect(found.subjects).toMatchObject([{ name: "king", messages: 2 }, { name: "queen" }]);
    expect(found.beside).toEqual([{ id: site, kind: "domain", value: "shop.example.com", messages: 1 }]);
    const first = await getIdentifier(agency.member.caller, { identifier_id: mail, limit: 2 });
    const rest = await getIdentifier(agency.member.caller, {
      identifier_id: mail,
      limit: 2,
      cursor: first.next_cursor!,
    });
    expect(rest.places.map(({ subject }) => subject)).toEqual(["king"]);
    const [entry] = await world.sql<{ record_id: number }>(
      "select record_id from audit_log where action = 'READ' and use_case = 'intelligence.identifier.get' and new_values ->> 'purpose' = 'A test' limit 1",
    );
    expect(entry).toEqual({ record_id: mail });
  });

  it("that everybody writes link nobody", async () => {
    const sourceId = await addSource(world, agency);
    const common = await addIdentifier(world, agency, "domain", "everywhere.example.com");
    for (let n = 0; n < 51; n++) {
      const subjectId = await addSubject(world, agency);
      const content = await addContent(world, agency, { text: "everywhere.example.com", sourceId, subjectId });
      await addOccurrence(world, agency, common, content);
      if (n === 0) await addOccurrence(world, agency, site, content);
    }
    expect(await getIdentifier(agency.member.caller, { identifier_id: common })).toMatchObject({
      is_common: true,
      subject_count: 51,
    });
    const beside = await getIdentifier(agency.member.caller, { identifier_id: site });
    expect(beside).toMatchObject({ common_beside: 1, beside: [{ id: mail }] });
  });

  it("are looked up by any list that is pasted", async () => {
    const text =
      "Dealer@Shop-Mail.com; +44 20 7946 0018\nsomething https://shop.example.com/x\nJohn  Doe\n\nDEALER@shop-mail.com";
    await enterIdentifier(agency.member.caller, { kind: "name", value: "John Doe" });
    const { results, left_out } = await lookUpIdentifiers(agency.colleague.caller, { text });
    expect(left_out).toBe(0);
    expect(results.map(({ kind, known }) => [kind, known.map(({ value }) => value)])).toEqual([
      ["email", ["dealer@shop-mail.com"]],
      ["phone", []],
      ["url", []],
      [null, ["John Doe"]],
    ]);
    const elsewhere = await lookUpIdentifiers(agency.stranger.caller, { text, organization_id: agency.id });
    expect(elsewhere.results.flatMap(({ known }) => known)).toEqual([]);
  });

  it("are written down by hand once, in one form, with a trace", async () => {
    const { id, known } = await enterIdentifier(agency.member.caller, {
      kind: "phone",
      value: "8 912 345-67-89",
      region: "RU",
    });
    expect(known).toBe(false);
    const again = await enterIdentifier(agency.colleague.caller, { kind: "phone", value: "+7 (912) 345 67 89" });
    expect(again).toMatchObject({ id, known: true });
    const trail = await world.sql(
      "select action, user_id from audit_log where table_name = 'identifiers' and record_id = $1",
      [id],
    );
    expect(trail).toEqual([{ action: "ENTER", user_id: agency.member.id }]);
    await expect(enterIdentifier(agency.member.caller, { kind: "iban", value: "none" })).rejects.toMatchObject({
      code: "invalid",
    });
    for (const person of [agency.client, agency.lead, agency.superuser])
      await expect(enterIdentifier(person.caller, { kind: "name", value: "X" })).rejects.toMatchObject({
        code: "forbidden",
      });
  });

  it("are verified in somebody's name, with a reason in the trail, and that can be taken back", async () => {
    const decide = (verified: boolean, note = "") =>
      verifyIdentifier(agency.member.caller, { identifier_id: mail, verified, note });
    await decide(true, "Answered a mail");
    expect(await getIdentifier(agency.member.caller, { identifier_id: mail })).toMatchObject({
      verification_note: "Answered a mail",
      verifier: expect.stringContaining("analyst"),
    });
    await expect(
      verifyIdentifier(agency.colleague.caller, { identifier_id: mail, verified: true, note: "Me, too" }),
    ).rejects.toMatchObject({ code: "conflict" });
    expect(await getIdentifier(agency.member.caller, { identifier_id: mail })).toMatchObject({
      verification_note: "Answered a mail",
    });
    await decide(false, "Somebody else's");
    const trail = await world.sql(
      "select action, reason from audit_log where table_name = 'identifiers' and record_id = $1 and action = 'UPDATE' order by id desc limit 2",
      [mail],
    );
    expect(trail).toMatchObject([{ reason: "Somebody else's" }, { reason: "Answered a mail" }]);
    await expect(
      verifyIdentifier(agency.stranger.caller, { identifier_id: mail, verified: true }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  it("go into a case of one's own, once", async () => {
    const link = (person = agency.member) =>
      addToCase(person.caller, { case_id: quiet, kind: "identifier", record_id: mail, relevance: "supplier" });
    expect(await link()).toMatchObject({ added: true });
    expect(await link()).toMatchObject({ added: false });
    expect((await getIdentifier(agency.member.caller, { identifier_id: mail })).cases).toMatchObject([
      { relevance: "supplier" },
    ]);
    expect((await getIdentifier(agency.colleague.caller, { identifier_id: mail })).cases).toEqual([]);
    for (const person of [agency.colleague, agency.superuser, agency.stranger])
      await expect(link(person)).rejects.toMatchObject({ code: "not_found" });
    await world.sql("update user_case_links set can_edit = false where case_id = $1", [quiet]);
    await expect(link()).rejects.toMatchObject({ code: "forbidden" });
  });

  it("are of the agency alone", async () => {
    expect(await list({ organization_id: agency.id }, agency.stranger)).toEqual([]);
    for (const [person, code] of [
      [agency.stranger, "not_found"],
      [agency.client, "not_found"],
      [agency.lead, "not_found"],
    ] as const)
      await expect(getIdentifier(person.caller, { identifier_id: mail })).rejects.toMatchObject({ code });
    for (const person of [agency.client, agency.lead])
      await expect(listIdentifiers(person.caller, {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(listIdentifiers(anonymous, {})).rejects.toMatchObject({ code: "unauthenticated" });
  });
});
