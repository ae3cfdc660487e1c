import { Client } from "pg";
import { beforeAll, expect, it } from "vitest";
import { addAgency, addSource, type Agency } from "@/e2e/support/agency";
import { lookedInto, readWhole } from "@/e2e/support/read-whole";
import { useWorld } from "@/e2e/support/world";
import { runJobs } from "@/lib/jobs/run-jobs";
import { listIdentifiers } from "../identifiers/list-identifiers";
import { getOsintSearch } from "../osint/get-search";
import { runOsintSearch } from "../osint/run-search";
import { startOsintSearch } from "../osint/start-search";
import { searchContent } from "./search-content";
import { searchRecords } from "./search-records";

const world = useWorld();
const MESSAGES = 500_000;
/** So many, also on a busy machine, before a statement takes too long. */
const AT_ONCE = 50_000;
let agency: Agency;
/** The common word stands in every second message, the rare one in fifty, the old ones in the first six and thirty of a hundred. */
beforeAll(async () => {
  agency = await addAgency(world);
  const source = await addSource(world, agency);
  await world.sql("alter table content disable trigger user");
  for (let from = 1; from <= MESSAGES; from += AT_ONCE) {
    await world.sql(
      `insert into content (organization_id, source_id, platform_content_id, text, posted_at, status, risk_score, risk_level)
       select $1, $2, g, 'message ' || g || ' word' || g % 5000 || case when g % 2 = 0 then ' common' else '' end
           || case when g % 10000 = 7 then ' rare' else '' end || case when g < 30000 then ' old' else '' end || case when g < 150000 then ' ancient' else '' end,
         '2026-01-01'::timestamptz + g * interval '1 minute', 'ANALYZED', case when g % 1000 = 3 then 70 end, case when g % 1000 = 3 then 'HIGH' end
       from generate_series($3::integer, $4) g`,
      [agency.id, source, from, from + AT_ONCE - 1],
    );
  }
  await world.sql("alter table content enable trigger user");
  await world.sql(
    `insert into subjects (organization_id, platform, platform_user_id, username) select $1, 'telegram', 'u' || g, 'Owl' || g from generate_series(1, 30000) g`,
    [agency.id],
  );
  await world.sql(
    `insert into identifiers (organization_id, kind, value, normalized) select $1, 'handle', 'user' || g, 'user' || g from generate_series(1, 30000) g`,
    [agency.id],
  );
  const owner = new Client(world.database.ownerUrl);
  await owner.connect();
  await owner.query("vacuum analyze content, identifiers, subjects");
  await owner.end();
}, 120_000);

/** Rows of a table that something made the database read by its indexes, and of all tables read from end to end. */
async function readBy<Found>(table: "content" | "subjects", look: () => Promise<Found>) {
  const read = async () => {
    const whole = await readWhole(world, ["content", "identifiers", "subjects"]);
    const [row] = await world.sql<{ n: number }>(
      "select idx_tup_fetch as n from pg_stat_user_tables where relname = $1",
      [table],
    );
    return { rows: row!.n, whole: Object.values(whole).reduce((sum, each) => sum + each, 0) };
  };
  const before = await read();
  const found = await look();
  const after = await read();
  return { rows: after.rows - before.rows, found, whole: after.whole - before.whole };
}
const foundBy = (q: string) => () => searchContent(agency.member.caller, { q, facets: true });

it.each([
  ["of a word that is everywhere", "common", 500, 12_000],
  ["of a rare word", "rare", 50, 12_000],
  ["of words that seldom stand together", "common word4998", 100, 12_000],
  ["of a word that all is full of, long ago", "old", 0, 112_000],
  ["of such a word, narrowed by what another index knows", "old risk:high", 30, 12_000],
  ["of a word that never occurs", "nowhere", 0, 11_000],
  ["by what excludes", "-common", 500, 12_000],
  ["of a day", "after:2026-02-01 before:2026-02-02", 500, 12_000],
])("a search %s reads so many messages, and no table from end to end", async (_what, q, found, most) => {
  const read = await readBy("content", foundBy(q));
  expect(read).toMatchObject({ found: { at_least: found }, whole: 0 });
  expect(read.rows).toBeLessThan(most);
});

it("of words that far too many messages have, the words' index is not asked", async () => {
  const before = await lookedInto(world, "content_search_idx");
  const read = await readBy("content", foundBy("ancient"));
  expect(read).toMatchObject({ found: { at_least: 0 }, whole: 0 });
  expect(read.found.looked_back_to).not.toBeNull();
  expect(read.rows).toBeLessThan(82_000);
  expect(await lookedInto(world, "content_search_idx")).toBe(before);
});

it("identifiers are found by an index, whatever is looked for", async () => {
  const before = await readWhole(world, ["identifiers"]);
  const found = await listIdentifiers(agency.member.caller, { q: "user1234" });
  expect(found.identifiers.map(({ value }) => value)).toEqual([
    "user1234",
    ...Array.from({ length: 10 }, (_, n) => `user1234${n}`),
  ]);
  expect(await readWhole(world, ["identifiers"])).toEqual(before);
});

it("accounts are found by an index, whoever wrote", async () => {
  const { caller } = agency.member;
  const from = await readBy("subjects", foundBy("from:@owl29999"));
  expect(from).toMatchObject({ found: { at_least: 0, problems: [] }, whole: 0 });
  const beside = await readBy("subjects", () => searchRecords(caller, { q: "OWL29999" }));
  expect(beside).toMatchObject({ found: { subjects: [{ name: "Owl29999" }] }, whole: 0 });
  expect(Math.max(from.rows, beside.rows)).toBeLessThan(100);
});

it("a search of the workspace for a text reads no more than any other", async () => {
  const { caller } = agency.member;
  const { id } = await startOsintSearch(caller, { query: "nowhere to be read", search_type: "text" });
  const get = () => getOsintSearch(caller, { osint_result_id: id });
  const read = await readBy("content", async () => {
    const stop = runJobs([runOsintSearch], { atOnce: 1, log: (line) => expect.fail(line) });
    await expect.poll(async () => (await get()).status, { timeout: 20_000 }).toBe("done");
    await stop();
  });
  expect((await get()).results).toMatchObject({ results: [] });
  expect(read).toMatchObject({ whole: 0 });
  expect(read.rows).toBeLessThan(12_000);
});
