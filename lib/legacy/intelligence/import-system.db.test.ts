import { beforeAll, describe, expect, it } from "vitest";
import { addAgency, type Agency } from "@/e2e/support/agency";
import { dumpOf, sqliteOf, systemFile, type SystemRows } from "@/e2e/support/system-database";
import { keysOf, systemRows, type KeyKind } from "@/e2e/support/system-rows";
import { useWorld } from "@/e2e/support/world";
import { getContent } from "@/lib/intelligence/get-content";
import { getOsintSearch } from "@/lib/intelligence/osint/get-search";
import { systemCaller } from "@/lib/kernel/actor";
import { findMovedRow, importSystem } from "./import-system";

const world = useWorld();
const cli = systemCaller("cli");
const work = { signal: new AbortController().signal, progress: () => undefined };
const provenance = { supplied_by: "Port police", authority: "Order 12" };

type Shape = "sqlite" | "copy" | "inserts";
const bytesOf = (shape: Shape, rows: SystemRows, references = {}) =>
  shape === "sqlite" ? sqliteOf(rows, references) : Promise.resolve(dumpOf(rows, shape, references));

async function moveIn(agency: { id: number }, bytes: Buffer, more: { dryRun?: boolean; responsible?: string } = {}) {
  const { dryRun = false, ...facts } = more;
  const given = { agency: String(agency.id), ...provenance, ...facts };
  return importSystem(cli, { file: systemFile(bytes), facts: given, dryRun }, work);
}

const TABLES =
  "users credentials sources subjects subject_flags watchlists keywords rule_sets content detections identifiers identifier_occurrences cases case_texts case_events user_case_links subject_case_links content_case_links identifier_case_links osint_results osint_identifier_links imports import_rejects legacy_records legacy_origins audit_log".split(
    " ",
  );
const everything = async () => {
  const counts = TABLES.map((table) => `(select count(*) from ${table}) as ${table}`);
  return (await world.sql(`select ${counts.join(", ")}`))[0];
};
const one = async (text: string, values: unknown[]) => (await world.sql(text, values))[0];
const usernameOf = async ({ id }: { id: number }) =>
  (await one("select username from users where id = $1", [id]))!.username as string;

describe.each<[Shape, KeyKind]>([
  ["sqlite", "integer"],
  ["sqlite", "uuid"],
  ["copy", "integer"],
  ["copy", "uuid"],
  ["inserts", "uuid"],
])("a system in %s with %s keys", (shape, kind) => {
  const name = `${shape}-${kind}`;
  const key = keysOf[kind];
  let agency: Agency;
  let bytes: Buffer;
  let report: Awaited<ReturnType<typeof moveIn>>;
  const idOf = async (table: string, number: number) => {
    const { found } = await findMovedRow(cli, { table, key: String(key(number)) });
    return found.find(({ organization_id }) => organization_id === agency.id)?.id;
  };

  beforeAll(async () => {
    agency = await addAgency(world);
    bytes = await bytesOf(shape, systemRows(kind, name));
    const before = await everything();
    const rehearsed = await moveIn(agency, bytes, { dryRun: true });
    expect(await everything(), "a dry run writes nothing").toEqual(before);
    report = await moveIn(agency, bytes);
    expect({ ...rehearsed, dry_run: false }, "and says what will be").toEqual(report);
  });

  it("says of every row what became of it", () => {
    expect(report.taken).toEqual({
      ...{ system_users: 3, sources: 2, users: 2, keywords: 3, content: 2, detections: 3, identifiers: 3, cases: 1 },
      ...{ user_case_links: 2, subject_case_links: 1, content_case_links: 1, identifier_case_links: 1 },
      ...{ osint_results: 1, osint_identifier_links: 1, active_cases: 0 },
    });
    const left = report.left.map(({ table, reason, rows }) => `${table}: ${reason}: ${rows.join(" | ")}`);
    expect(left).toHaveLength(13);
    expect(left).toEqual(
      expect.arrayContaining([
        "active_cases: which case is open on a screen is not kept here: ",
        `users: its source did not move in: ${key(3)}: ${key(99)}`,
        expect.stringMatching(/^keywords: it is no rule that can be used: .*: Broken: .*missing closing/),
        `content: its source did not move in: ${key(3)}: ${key(99)}`,
        `detections: what it matched is not in its message: ${key(3)}: ice`,
        `detections: its keyword did not move in: ${key(5)}: ${key(3)}`,
        `identifiers: it is a date, which points at nobody: ${key(3)}: 2024-01-01`,
        `identifiers: it is no email: ${key(4)}: not an e-mail`,
        `cases: nobody who is here opened it: name who answers for it with --responsible: ${key(2)}`,
        `user_case_links: it is active no more: ${key(2)}: removed`,
        `content_case_links: its message did not move in: ${key(2)}: ${key(3)}`,
        `osint_results: nobody who is here made it: name who answers for it with --responsible: ${key(2)}`,
        `osint_identifier_links: its search did not move in: ${key(2)}: ${key(2)}`,
      ]),
    );
    expect(report.notes).toContain("Of content these columns are not taken: word_count.");
  });

  it("makes analysts of its people, whose passwords keep working", async () => {
    const people = await world.sql(
      "select username, role, is_active, password_hash is not null as enters from users u left join credentials c on c.user_id = u.id where organization_id = $1 and username like $2 order by 1",
      [agency.id, `${name}-%`],
    );
    expect(people).toEqual([
      { username: `${name}-ana`, role: "analyst", is_active: true, enters: true },
      { username: `${name}-chief`, role: "analyst", is_active: true, enters: true },
      { username: `${name}-guest`, role: "analyst", is_active: false, enters: false },
    ]);
    const changes = report.changed.map(({ reason }) => reason);
    expect(changes).toContain("was an administrator there and is an analyst here");
  });

  it("keeps messages, sources and subjects as they were, with who supplied them", async () => {
    expect(
      await one(
        `select c.status, c.risk_level, c.risk_score, c.keywords, c.confidence_score::text as confidence, c.sentiment_score, c.processing_time,
                s.platform, s.platform_source_id, s.name, u.platform_user_id, u.username, i.supplied_by, i.authority, i.sha256, i.status as import,
                i.records, i.taken, i.quarantined
           from content c join sources s on s.id = c.source_id join subjects u on u.id = c.subject_id join imports i on i.id = c.import_id where c.id = $1`,
        [await idOf("content", 1)],
      ),
    ).toMatchObject({
      ...{ status: "REVIEWING", risk_level: "HIGH", risk_score: 72, keywords: ["snow", "5 g"], confidence: "0.87" },
      ...{ sentiment_score: 0.5, processing_time: 250, platform: "telegram", platform_source_id: `${name}_market` },
      ...{ name: "Market", username: "Seller", platform_user_id: `user77${name.length}1`, supplied_by: "Port police" },
      ...{
        authority: "Order 12",
        sha256: systemFile(bytes).sha256,
        import: "done",
        taken: 26,
        quarantined: 12,
        records: 38,
      },
    });
    expect(
      await one(
        "select status, risk_level, risk_score, content_type, language, subject_id, sentiment_score from content where id = $1",
        [await idOf("content", 2)],
      ),
    ).toEqual({
      ...{ status: "PENDING", risk_level: null, risk_score: null, content_type: "other", language: "" },
      ...{ subject_id: null, sentiment_score: null },
    });
    expect(
      await one("select platform, platform_source_id, is_active from sources where id = $1", [
        await idOf("sources", 2),
      ]),
    ).toEqual({
      ...{ platform: "other", platform_source_id: `facebook:${name}.page`, is_active: false },
    });
    expect(await one("select is_flagged from subjects where id = $1", [await idOf("users", 1)])).toEqual({
      is_flagged: false,
    });
  });

  it("seals analyses, and opens them for the agency's analysts", async () => {
    const view = await getContent(agency.member.caller, { content_id: (await idOf("content", 1))! });
    expect(view.components).toMatchObject({ moved_in: { summary: "An offer", data: { intent: "Selling\uFFFD" } } });
    const search = await getOsintSearch(agency.member.caller, { osint_result_id: (await idOf("osint_results", 1))! });
    expect(search).toMatchObject({
      query: "deal@snowmarket.com",
      search_type: "email",
      status: "done",
      processing_time: 2000,
    });
    expect(search.results!.results).toEqual([
      expect.objectContaining({ source: "forum", value: "https://forum.test/1" }),
    ]);
    expect(search.analysis!.note).toContain("Found once");
    expect(search.identifiers).toEqual([expect.objectContaining({ normalized: "deal@snowmarket.com" })]);
  });

  it("puts detections where they are", async () => {
    const rows = await world.sql(
      `select d.matched_text, substr(c.text, d.start_offset + 1, d.end_offset - d.start_offset) as there, d.status, d.review_note, u.username, w.name
         from detections d join content c on c.id = d.content_id join keywords k on k.id = d.keyword_id join watchlists w on w.id = k.watchlist_id
         left join users u on u.id = d.reviewed_by where d.organization_id = $1 order by d.start_offset`,
      [agency.id],
    );
    // The second is at the place of the first, whose decision stands.
    expect(rows).toEqual([
      {
        matched_text: "snow",
        there: "snow",
        status: "confirmed",
        review_note: "An offer",
        username: `${name}-ana`,
        name: "Moved in",
      },
      { matched_text: "5 g", there: "5 g", status: "new", review_note: "", username: null, name: "Moved in" },
    ]);
  });

  it("joins identifiers with those that stand in the messages", async () => {
    const rows = await world.sql(
      "select kind, normalized, occurrences, u.username from identifiers i left join users u on u.id = i.verified_by where i.organization_id = $1 order by kind, normalized",
      [agency.id],
    );
    expect(rows).toEqual([
      { kind: "email", normalized: "deal@snowmarket.com", occurrences: 1, username: null },
      { kind: "name", normalized: "sam eller", occurrences: 0, username: null },
      { kind: "phone", normalized: "+442079460018", occurrences: 1, username: `${name}-ana` },
    ]);
  });

  it("keeps cases under their numbers, for their members", async () => {
    const id = await idOf("cases", 1);
    expect(
      await one(
        "select c.number, c.title, c.type, c.status, c.priority, c.due_on::text, t.summary from cases c join case_texts t on t.case_id = c.id where c.id = $1",
        [id],
      ),
    ).toEqual({
      ...{
        number: `${name}-001`,
        title: "Snow",
        type: "drug trafficking investigation",
        status: "closed",
        priority: "high",
      },
      ...{ due_on: "2030-01-31", summary: "Description: Who sells?\n\nFindings: S. Eller does" },
    });
    const members = await world.sql(
      "select u.username, l.role, l.can_manage from user_case_links l join users u on u.id = l.user_id where l.case_id = $1 order by 1",
      [id],
    );
    expect(members).toEqual([
      { username: `${name}-ana`, role: "investigator", can_manage: false },
      { username: `${name}-chief`, role: "lead", can_manage: true },
      { username: `${name}-guest`, role: "reviewer", can_manage: false },
    ]);
  });

  it("leaves a named entry of each batch in the trail", async () => {
    const entries = await world.sql(
      "select actor, use_case, new_values->>'table' as of_table, new_values->>'taken' as taken from audit_log where action = 'LEGACY_IMPORT' and organization_id = $1 and new_values->>'table' in ('content', 'cases') order by id",
      [agency.id],
    );
    expect(entries).toMatchObject([
      { actor: "cli", use_case: "legacy.intelligence.move", of_table: "content", taken: "2" },
      { actor: "cli", use_case: "legacy.intelligence.move", of_table: "cases", taken: "1" },
    ]);
  });

  it("moves in once", async () => {
    const before = await everything();
    const again = await moveIn(agency, bytes);
    expect(Object.values(again.taken).every((count) => count === 0)).toBe(true);
    expect(again.known).toMatchObject({ content: 2, sources: 2, system_users: 3 });
    // Each step enters the gate; none of them writes.
    expect(await everything()).toEqual(before);
  });
});

it("lets somebody answer for what names nobody, later too", async () => {
  const agency = await addAgency(world);
  const bytes = await sqliteOf(systemRows("integer", "answered"));
  await moveIn(agency, bytes);
  const responsible = await usernameOf(agency.member);
  const report = await moveIn(agency, bytes, { responsible });
  expect(report.taken).toMatchObject({ cases: 1, osint_results: 1, osint_identifier_links: 0, users: 0 });
  expect(
    await one("select created_by from cases where organization_id = $1 and number = 'answered-002'", [agency.id]),
  ).toEqual({
    created_by: agency.member.id,
  });
  expect(
    await one("select taken::integer, quarantined::integer from imports where organization_id = $1", [agency.id]),
  ).toEqual({
    ...{ taken: 28, quarantined: 10 },
  });
  await expect(moveIn(agency, bytes, { responsible: await usernameOf(agency.stranger) })).rejects.toThrow(
    /responsible/,
  );

  const other = await addAgency(world);
  await moveIn(other, await sqliteOf(systemRows("integer", "flagged")), {
    responsible: await usernameOf(other.member),
  });
  const flagged = await one(
    "select s.is_flagged, s.flagged_by, f.reason from subjects s join subject_flags f on f.subject_id = s.id where s.organization_id = $1",
    [other.id],
  );
  expect(flagged).toEqual({
    is_flagged: true,
    flagged_by: other.member.id,
    reason: expect.stringContaining("does not say") as unknown,
  });
});

it("adds what is new in a later file, and leaves what changed as it is here", async () => {
  const agency = await addAgency(world);
  const rows = systemRows("uuid", "grown");
  await moveIn(agency, dumpOf(rows, "copy"));
  rows.content![0]!.risk_level = "LOW";
  rows.content!.push({ ...rows.content![0]!, id: keysOf.uuid(10), text: "More snow" });
  rows.detections!.push({
    ...rows.detections![0]!,
    id: keysOf.uuid(10),
    content_id: keysOf.uuid(10),
    position_start: 5,
    position_end: 9,
  });
  const report = await moveIn(agency, dumpOf(rows, "copy"));
  expect(report.taken).toMatchObject({ content: 1, detections: 1, sources: 0, system_users: 0 });
  expect(report.left.find(({ reason }) => reason.startsWith("changed there"))).toMatchObject({
    table: "content",
    count: 1,
  });
  expect(report.notes).toContain("This system has moved in before, from system.db.");
  const imports = await world.sql(
    "select taken::integer, duplicates::integer, quarantined::integer from imports where organization_id = $1 order by id",
    [agency.id],
  );
  expect(imports).toMatchObject([
    { taken: 26, duplicates: 0 },
    { taken: 2, duplicates: 26, quarantined: 12 },
  ]);
  const elsewhere = await addAgency(world);
  await expect(moveIn(elsewhere, dumpOf(rows, "copy"))).rejects.toThrow(/moved into Harbour Unit/);
});

it("reads links of users as those a case is about, where the file says so", async () => {
  const agency = await addAgency(world);
  const rows = systemRows("uuid", "about");
  rows.user_case_links = [{ id: keysOf.uuid(1), user_id: keysOf.uuid(2), case_id: keysOf.uuid(1), role: "viewer" }];
  delete rows.subject_case_links;
  await moveIn(agency, dumpOf(rows, "inserts", { "user_case_links.user_id": "users" }));
  const about = await world.sql(
    "select s.username, l.relevance from subject_case_links l join subjects s on s.id = l.subject_id where l.organization_id = $1",
    [agency.id],
  );
  expect(about).toEqual([{ username: "buyer", relevance: "viewer" }]);
});

it("reads keys that are called by their tables, and UUIDs without dashes", async () => {
  const agency = await addAgency(world);
  const [source, user, content] = ["a".repeat(32), "b".repeat(32), "c".repeat(32)];
  const report = await moveIn(
    agency,
    await sqliteOf({
      sources: [{ source_id: source, platform: "Instagram", source_handle: "gram" }],
      users: [{ user_id: user, source_id: source, username: "ann" }],
      content: [
        {
          content_id: content,
          source_id: source,
          user_id: user,
          text: "hello",
          risk_level: "Critical",
          status: "Analyzed",
        },
      ],
    }),
  );
  expect(report.taken).toEqual({ sources: 1, users: 1, content: 1 });
  expect(
    await one(
      "select risk_level, risk_score, u.username from content c join subjects u on u.id = c.subject_id where c.organization_id = $1",
      [agency.id],
    ),
  ).toEqual({ risk_level: "CRITICAL", risk_score: 85, username: "ann" });
  const dashed = "cccccccc-cccc-cccc-cccc-cccccccccccc";
  expect((await findMovedRow(cli, { table: "content", key: dashed })).found).toHaveLength(1);
});

it("refuses what is no system, and leaves nothing of it", async () => {
  const agency = await addAgency(world);
  const before = await everything();
  const other = await sqliteOf({ users: [{ id: 1 }], products: [{ id: 1 }] });
  await expect(moveIn(agency, other)).rejects.toThrow(/no database of an analysts' system/);
  await expect(moveIn(agency, Buffer.from("PGDMP\x01"))).rejects.toThrow(/pg_restore -f/);
  await expect(moveIn(agency, Buffer.from("id,name"))).rejects.toThrow(/not an SQLite database/);
  await expect(moveIn({ id: 999_999 }, await sqliteOf({ sources: [{ id: 1 }] }))).rejects.toThrow(/no such agency/);
  expect(await everything()).toEqual(before);
});
