import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { addAgency, addContent, addDetection, addSource, type Agency } from "@/e2e/support/agency";
import { countStatements } from "@/e2e/support/count-statements";
import { useWorld } from "@/e2e/support/world";
import { createRule } from "./create-rule";
import { createWatchlist } from "./create-watchlist";
import { getWatchlist } from "./get-watchlist";
import { listSources } from "./list-sources";
import { listWatchlists } from "./list-watchlists";
import { testRule } from "./test-rule";
import { archiveRule, updateRule } from "./update-rule";
import { updateWatchlist } from "./update-watchlist";

const world = useWorld();
let agency: Agency;
let watchlist: number;
const caller = () => agency.member.caller;
beforeAll(async () => {
  agency = await addAgency(world);
  watchlist = (await createWatchlist(caller(), { name: "Substances" })).id;
});

const ruleSets = () =>
  world.sql<{ number: number; sha256: string; rules: { id: number; term: string }[]; text: string }>(
    "select number, sha256, rules, rules::text as text from rule_sets where organization_id = $1 order by number",
    [agency.id],
  );

describe("rules", () => {
  it("pin a copy of all active rules with every change, by its digest, and none where nothing changes", async () => {
    const { id } = await createRule(caller(), {
      watchlist_id: watchlist,
      term: "snow",
      weight: "0.6",
      aliases: "снег\n\nснег",
    });
    await updateRule(caller(), { rule_id: id, version: 1, term: "fresh snow" });
    await archiveRule(caller(), { rule_id: id, version: 2, is_active: false });
    await updateWatchlist(caller(), { watchlist_id: watchlist, description: "By name" });
    const sets = await ruleSets();
    expect(sets.map(({ number, rules }) => [number, rules.map(({ term }) => term)])).toEqual([
      [1, ["snow"]],
      [2, ["fresh snow"]],
      [3, []],
    ]);
    for (const { text, sha256 } of sets) expect(sha256).toBe(createHash("sha256").update(text).digest("hex"));
    await archiveRule(caller(), { rule_id: id, version: 3, is_active: true });
    await updateWatchlist(caller(), { watchlist_id: watchlist, is_active: false });
    expect((await ruleSets()).at(-1)!.rules).toEqual([]);
    await updateWatchlist(caller(), { watchlist_id: watchlist, is_active: true });
    expect((await ruleSets()).at(-1)!.rules).toMatchObject([{ term: "fresh snow" }]);
    await expect(world.sql("update rule_sets set number = 100")).rejects.toThrow();
  });

  it("are not overwritten by who saw an older one, nor said twice", async () => {
    const { id } = await createRule(caller(), { watchlist_id: watchlist, term: "brick" });
    await updateRule(caller(), { rule_id: id, version: 1, term: "bricks" });
    await expect(updateRule(caller(), { rule_id: id, version: 1, term: "brick" })).rejects.toMatchObject({
      code: "stale_version",
      extras: { details: { current: { term: "bricks", version: 2 } } },
    });
    await expect(createRule(caller(), { watchlist_id: watchlist, term: "bricks" })).rejects.toMatchObject({
      code: "invalid",
      extras: { fields: [{ path: "term" }] },
    });
  });

  it.each([
    [{ term: "snow (", kind: "regex" }, "term"],
    [{ term: "x*", kind: "regex" }, "term"],
    [{ term: "***" }, "term"],
    [{ term: "Some", kind: "k_of_n", terms: "one" }, "terms"],
    [{ term: "Some", kind: "k_of_n", terms: "one\ntwo", threshold: 3 }, "threshold"],
    [{ term: "snow", fuzzy: 1, folded: false }, "fuzzy"],
    [{ term: "snow", weight: 2 }, "weight"],
  ])("are refused where they could not work: %j", async (given, path) => {
    await expect(createRule(caller(), { watchlist_id: watchlist, ...given } as never)).rejects.toMatchObject({
      code: "invalid",
      extras: { fields: [{ path }] },
    });
  });

  it("come with a watchlist that is begun with the starter", async () => {
    const { id } = await createWatchlist(caller(), { name: "Starter", starter: true });
    expect((await getWatchlist(caller(), { watchlist_id: id })).rules.length).toBeGreaterThan(10);
  });
});

describe("a trial", () => {
  it("says what a rule would hit, in a text and among the newest messages, and keeps nothing but that somebody looked", async () => {
    const source = await addSource(world, agency);
    for (const text of ["pure cocaine", "c0caine here", "police seized cocaine", "cocoa"])
      await addContent(world, agency, { text, sourceId: source });
    const tried = await testRule(caller(), {
      watchlist_id: watchlist,
      term: "cocaine",
      negative_context: "police",
      text: "no cocaine, no Сосаіnе",
    });
    expect(tried.pasted!.map(({ matched }) => matched)).toEqual(["cocaine", "Сосаіnе"]);
    expect(tried).toMatchObject({ hits: 3, harmless: 1 });
    expect(await world.sql("select from detections where organization_id = $1", [agency.id])).toEqual([]);
    const looks = await world.sql(
      "select new_values from audit_log where action = 'READ' and use_case = 'intelligence.rule.test'",
    );
    expect(looks.at(-1)).toMatchObject({ new_values: { purpose: "A test", rule: "cocaine", hits: 3 } });
  });
});

describe("the sources of a rule", () => {
  it("are offered of its own agency, limit its trial as a form sends them, and are kept", async () => {
    const others = await addAgency(world);
    const foreign = await addSource(world, others);
    const [here, there] = [await addSource(world, agency), await addSource(world, agency)];
    for (const sourceId of [here, there, there]) await addContent(world, agency, { text: "a marzipan pig", sourceId });
    const input = { organization_id: agency.id, limit: 500 };
    const offered = (await listSources(agency.superuser.caller, input)).sources.map(({ id }) => id);
    expect(offered).toEqual(expect.arrayContaining([here, there]));
    expect(offered).not.toContain(foreign);
    const rule = { watchlist_id: watchlist, term: "marzipan" };
    const tried = async (source_ids: unknown) => (await testRule(caller(), { ...rule, source_ids })).hits;
    expect([await tried([]), await tried([String(here)]), await tried([String(here), String(there)])]).toEqual([
      3, 1, 3,
    ]);
    const { id } = await createRule(caller(), { ...rule, source_ids: [here] });
    const kept = (await getWatchlist(caller(), { watchlist_id: watchlist })).rules.find((each) => each.id === id);
    expect(kept).toMatchObject({ source_ids: [here] });
  });
});

describe("verdicts", () => {
  it("are the precision of a rule, and name one that nobody confirms", async () => {
    const { id: list } = await createWatchlist(caller(), { name: "Judged" });
    const { id: good } = await createRule(caller(), { watchlist_id: list, term: "gram" });
    const { id: bad } = await createRule(caller(), { watchlist_id: list, term: "menu" });
    await createRule(caller(), { watchlist_id: list, term: "unheard" });
    const [{ id: ruleSet }] = (await world.sql<{ id: number }>(
      "select max(id) as id from rule_sets where organization_id = $1",
      [agency.id],
    )) as [{ id: number }];
    const sourceId = await addSource(world, agency);
    const judge = async (keyword: number, status: string) => {
      const contentId = await addContent(world, agency, { text: "a gram, the menu", sourceId });
      const id = await addDetection(world, agency, { contentId, keyword, ruleSet });
      await world.sql("update detections set status = $2, reviewed_by = $3, reviewed_at = now() where id = $1", [
        id,
        status,
        agency.member.id,
      ]);
    };
    for (const status of ["confirmed", "confirmed", "confirmed", "false_positive"]) await judge(good, status);
    const before = await countStatements(() => getWatchlist(caller(), { watchlist_id: list }));
    for (let n = 0; n < 5; n++) await judge(bad, "false_positive");
    const { rules } = await getWatchlist(caller(), { watchlist_id: list });
    expect(rules.map(({ term, precision, advice }) => [term, precision, advice])).toEqual([
      ["gram", 0.75, null],
      ["menu", 0, "never_confirmed"],
      ["unheard", null, "no_hits"],
    ]);
    expect(await countStatements(() => getWatchlist(caller(), { watchlist_id: list }))).toBe(before);
    const { watchlists } = await listWatchlists(caller(), {});
    expect(watchlists.find(({ id }) => id === list)).toMatchObject({ rules: 3, confirmed: 3, refused: 6 });
  });
});
