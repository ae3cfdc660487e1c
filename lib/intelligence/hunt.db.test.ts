import { Client } from "pg";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { addAgency, addContent, addSource, type Agency } from "@/e2e/support/agency";
import { countStatements } from "@/e2e/support/count-statements";
import { useWorld } from "@/e2e/support/world";
import { createRule } from "./create-rule";
import { createWatchlist } from "./create-watchlist";
import { decideDetection } from "./decide-detection";
import { getContent } from "./get-content";
import { huntBatch, huntJob, previewHunt, startHunt } from "./hunt";
import { archiveRule } from "./update-rule";

const world = useWorld();
let agency: Agency;
let source: number;
let snow: number;
const caller = () => agency.member.caller;
beforeAll(async () => {
  agency = await addAgency(world);
  source = await addSource(world, agency);
  const { id } = await createWatchlist(caller(), { name: "Substances" });
  snow = (await createRule(caller(), { watchlist_id: id, term: "snow", weight: 0.6, negative_context: "ski*" })).id;
  await createRule(caller(), { watchlist_id: id, term: "gram", weight: 0.5, category: "trade" });
});

const say = (text: string, more: object = {}) => addContent(world, agency, { text, sourceId: source, ...more });
const newestRuleSet = async () =>
  (
    await world.sql<{ id: number; number: number }>(
      "select id, number from rule_sets where organization_id = $1 order by number desc limit 1",
      [agency.id],
    )
  )[0]!;
const hunt = async (
  signal = new AbortController().signal,
  progress: (share: number, step: string) => void = () => {},
) => {
  const input = {
    organizationId: agency.id,
    ruleSetId: (await newestRuleSet()).id,
    sourceId: null,
    from: null,
    to: null,
  };
  return huntJob.run({ id: 1, caller: caller(), input, signal, progress });
};
const hitsOf = (id: number) =>
  world.sql<{ id: number; keyword_id: number; start_offset: number; negated: boolean; status: string }>(
    "select id, keyword_id, start_offset, negated, status from detections where content_id = $1 order by start_offset",
    [id],
  );

describe("a retro-hunt", () => {
  it("writes what the rules find and why, once however often it runs", async () => {
    const id = await say("one gram of sn0w");
    const skiing = await say("snow for skiing");
    const nothing = await say("good morning", { riskScore: 20 });
    expect(await previewHunt(caller(), {})).toMatchObject({ sample: 3, hits: 2, harmless: 1, waiting: 3 });
    expect(await hunt()).toEqual({ read: 3, found: 3 });
    expect(await hitsOf(id)).toMatchObject([{ start_offset: 4 }, { start_offset: 12, keyword_id: snow }]);
    expect(await hitsOf(skiing)).toMatchObject([{ negated: true }]);
    const view = await getContent(caller(), { content_id: id });
    expect(view).toMatchObject({ risk_score: 77, risk_level: "HIGH", rule_set: (await newestRuleSet()).number });
    expect(view.components!.categories.map(({ category, score }) => [category, score])).toEqual([
      ["", 54],
      ["trade", 50],
    ]);
    expect(await getContent(caller(), { content_id: nothing })).toMatchObject({ risk_score: null, components: null });
    expect(await hunt()).toEqual({ read: 0, found: 0 });
  });

  it("goes on where it was when it is stopped, and tells how far it is", async () => {
    for (let n = 0; n < 1_100; n++) await say(`message ${n} of snow`);
    await world.sql("update content set analysis_version = null where organization_id = $1", [agency.id]);
    const controller = new AbortController();
    const steps: string[] = [];
    await expect(
      hunt(controller.signal, (_share, step) => {
        steps.push(step);
        if (step.startsWith("500 ")) controller.abort(new Error("killed"));
      }),
    ).rejects.toThrow("killed");
    expect(await hunt()).toEqual({ read: 603, found: 603 });
    const [{ count }] = (await world.sql<{ count: number }>(
      "select count(*) from content where organization_id = $1 and analysis_version is null",
      [agency.id],
    )) as [{ count: number }];
    expect(count).toBe(0);
  });

  it("leaves what was decided as it was, clears what no rule finds any more, and opens a message again for something new", async () => {
    const id = await say("a gram, and snow");
    await hunt();
    const [gram, first] = await hitsOf(id);
    await decideDetection(caller(), { detection_id: first!.id, version: 1, status: "confirmed" });
    await archiveRule(caller(), { rule_id: snow, version: 1, is_active: false });
    await archiveRule(caller(), { rule_id: gram!.keyword_id, version: 1, is_active: false });
    await hunt();
    expect(await hitsOf(id)).toMatchObject([{ id: first!.id, status: "confirmed" }]);
    await archiveRule(caller(), { rule_id: gram!.keyword_id, version: 2, is_active: true });
    await world.sql("update content set status = 'APPROVED' where id = $1", [id]);
    await hunt();
    expect((await hitsOf(id)).map(({ status }) => status)).toEqual(["new", "confirmed"]);
    expect(await getContent(caller(), { content_id: id })).toMatchObject({ status: "REVIEWING" });
  });

  it("moves a message on where what waited in it is found no more", async () => {
    const { id: watchlist_id } = await createWatchlist(caller(), { name: "Passing" });
    const rule = async (term: string) => (await createRule(caller(), { watchlist_id, term, weight: 0.5 })).id;
    const [stays, goes] = [await rule("lantern"), await rule("harbour")];
    const id = await say("a lantern at the harbour");
    await hunt();
    const first = (await hitsOf(id)).find((each) => each.keyword_id === stays)!;
    await decideDetection(caller(), { detection_id: first.id, version: 1, status: "confirmed" });
    expect(await getContent(caller(), { content_id: id })).toMatchObject({ status: "REVIEWING" });
    await archiveRule(caller(), { rule_id: goes, version: 1, is_active: false });
    await hunt();
    expect(await hitsOf(id)).toMatchObject([{ id: first.id, status: "confirmed" }]);
    expect(await getContent(caller(), { content_id: id })).toMatchObject({ status: "APPROVED" });
  });

  it("keeps a verdict that was moved in with hits that nobody judged, until it finds something new", async () => {
    const { id: watchlist_id } = await createWatchlist(caller(), { name: "Moved in" });
    await createRule(caller(), { watchlist_id, term: "anchor", weight: 0.5 });
    const id = await say("an anchor and a compass");
    await hunt();
    await world.sql("update content set status = 'REJECTED', analysis_version = null where id = $1", [id]);
    await hunt();
    expect(await hitsOf(id)).toMatchObject([{ status: "new" }]);
    expect(await getContent(caller(), { content_id: id })).toMatchObject({ status: "REJECTED" });
    await createRule(caller(), { watchlist_id, term: "compass", weight: 0.5 });
    await hunt();
    expect(await hitsOf(id)).toHaveLength(2);
    expect(await getContent(caller(), { content_id: id })).toMatchObject({ status: "ANALYZED" });
  });

  it("that waits for what another has under way goes on behind it, and does not end", async () => {
    await world.sql("update content set analysis_version = null where organization_id = $1", [agency.id]);
    const { id: ruleSetId, number } = await newestRuleSet();
    const input = { organizationId: agency.id, ruleSetId, sourceId: null, from: null, to: null, after: 0 };
    const other = new Client(world.database.ownerUrl);
    await other.connect();
    await other.query("begin");
    const { rows } = await other.query<{ id: number }>(
      `update content set analysis_version = $2 where id in (
         select id from content where organization_id = $1 order by id limit 500) returning id`,
      [agency.id, number],
    );
    const waiting = huntBatch(caller(), input);
    await vi.waitFor(async () => {
      const blocked = await world.sql(
        "select from pg_stat_activity where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0",
      );
      expect(blocked).toHaveLength(1);
    }, 20_000);
    await other.query("commit");
    await other.end();
    const batch = await waiting;
    expect(batch.read).toBe(500);
    expect(batch.last).toBeGreaterThan(Math.max(...rows.map(({ id }) => Number(id))));
    await hunt();
  });

  it("costs as many statements for a full batch as for one message", async () => {
    const batch = async (after: number) => {
      const { id: ruleSetId } = await newestRuleSet();
      const input = { organizationId: agency.id, ruleSetId, sourceId: null, from: null, to: null, after };
      return countStatements(() => huntBatch(caller(), input));
    };
    const last = await say("one more gram");
    const one = await batch(last - 1);
    await world.sql("update content set analysis_version = null where organization_id = $1", [agency.id]);
    expect(await batch(0)).toBe(one);
    expect(one).toBeLessThanOrEqual(11);
  });

  it("is a job of whoever asked, kept to a source and a time", async () => {
    const { job_id: job } = await startHunt(caller(), { source_id: source, from: "2026-01-01", to: "" });
    const [row] = await world.sql("select kind, user_id, organization_id, input from jobs where id = $1", [job]);
    expect(row).toMatchObject({
      kind: "intelligence.hunt",
      user_id: agency.member.id,
      input: { sourceId: source, to: null },
    });
    expect(await previewHunt(caller(), { source_id: source, to: "2001-01-01" })).toMatchObject({ sample: 0, hits: 0 });
  });
});
