import { beforeAll, describe, expect, it } from "vitest";
import {
  addAgency,
  addCase,
  addContent,
  addDetection,
  addIdentifier,
  addKeyword,
  addSource,
  addSubject,
  type Agency,
} from "@/e2e/support/agency";
import { countStatements } from "@/e2e/support/count-statements";
import { useWorld } from "@/e2e/support/world";
import { decideDetection, decideDetections } from "./decide-detection";
import { getContent } from "./get-content";
import { getDetection } from "./get-detection";
import { getTriage, listDetections } from "./list-detections";

const world = useWorld();
let agency: Agency;
let source: number;
let rule: { watchlist: number; keyword: number; ruleSet: number };
const caller = () => agency.member.caller;
beforeAll(async () => {
  agency = await addAgency(world);
  source = await addSource(world, agency, { name: "Night market" });
  rule = await addKeyword(world, agency, "snow");
});

async function addHit(more: { risk?: number; text?: string } = {}) {
  const contentId = await addContent(world, agency, {
    text: more.text ?? "fresh snow tonight",
    sourceId: source,
    riskScore: more.risk ?? 60,
  });
  return { contentId, id: await addDetection(world, agency, { contentId, ...rule }) };
}
const statusOf = async (contentId: number) =>
  (await world.sql<{ status: string }>("select status from content where id = $1", [contentId]))[0]!.status;

describe("the queue", () => {
  it("shows what waits, the riskiest or the newest first, page by page, once each", async () => {
    const hits = [];
    for (const risk of [90, 30, 90, 70, 40.5]) hits.push(await addHit({ risk }));
    const seen: number[][] = [[], []];
    for (const [at, order] of (["risk", "newest"] as const).entries()) {
      let cursor: string | undefined;
      do {
        const page = await listDetections(caller(), { order, limit: 2, cursor });
        seen[at]!.push(...page.detections.map(({ id }) => id));
        cursor = page.next_cursor ?? undefined;
      } while (cursor);
    }
    const ids = hits.map(({ id }) => id);
    expect(seen[0]).toEqual([ids[2], ids[0], ids[3], ids[4], ids[1]]);
    expect(seen[1]).toEqual([...ids].reverse());
    expect(new Set(seen[0])).toEqual(new Set(ids));
  });

  it("is narrowed by risk, rule, category, source and language, and leaves harmless hits out", async () => {
    const { id } = await addHit({ risk: 95 });
    const other = await addHit({ risk: 10 });
    await world.sql("update detections set negated = true where id = $1", [other.id]);
    const page = await getTriage(caller(), {
      risk: "CRITICAL",
      category: "drugs",
      source_id: source,
      rule_id: rule.keyword,
    });
    expect(page.detections.map((each) => each.id)).toContain(id);
    expect(page.sources).toMatchObject([{ label: "Night market", value: String(source) }]);
    const all = async (harmless: boolean) =>
      (await listDetections(caller(), { harmless, limit: 200 })).detections.map((each) => each.id);
    expect(await all(false)).not.toContain(other.id);
    expect(await all(true)).toContain(other.id);
    expect((await listDetections(caller(), { language: "xx" })).detections).toEqual([]);
  });

  it("leaves what a superuser looks at in the trail of the agency that it is of, and only that", async () => {
    const others = await addAgency(world);
    const contentId = await addContent(world, others, {
      ...{ text: "more snow", sourceId: await addSource(world, others), riskScore: 99 },
    });
    await addDetection(world, others, { contentId, ...(await addKeyword(world, others, "snow")) });
    const { contentId: own } = await addHit({ risk: 98 });
    await getTriage(agency.superuser.caller, { limit: 200 });
    const looks = async (organizationId: number) =>
      (
        await world.sql<{ ids: number[] }>(
          `select new_values -> 'content_ids' as ids from audit_log where action = 'READ' and organization_id = $1
            and user_id = $2 and use_case = 'intelligence.triage.get'`,
          [organizationId, agency.superuser.id],
        )
      ).map(({ ids }) => ids);
    expect(await looks(others.id)).toEqual([[contentId]]);
    const [seen, ...more] = await looks(agency.id);
    expect(seen).toContain(own);
    expect(seen).not.toContain(contentId);
    expect(more).toEqual([]);
  });

  it("costs as many statements however much waits", async () => {
    const count = () => countStatements(() => getTriage(caller(), { limit: 200 }));
    const before = await count();
    for (let n = 0; n < 5; n++) await addHit();
    expect(await count()).toBe(before);
  });
});

describe("a decision", () => {
  it("moves its message on, and taken back moves it back", async () => {
    const { contentId, id } = await addHit();
    const second = await addKeyword(world, agency, "tonight");
    const other = await addDetection(world, agency, { contentId, ...second });
    const decide = (detection: number, version: number, status: "confirmed" | "false_positive" | "escalated" | "new") =>
      decideDetection(caller(), { detection_id: detection, version, status });
    expect(await decide(id, 1, "false_positive")).toMatchObject({ status: "false_positive", version: 2 });
    expect(await statusOf(contentId)).toBe("REVIEWING");
    await decide(other, 1, "false_positive");
    expect(await statusOf(contentId)).toBe("REJECTED");
    await decide(other, 2, "confirmed");
    expect(await statusOf(contentId)).toBe("APPROVED");
    await decide(other, 3, "escalated");
    expect(await statusOf(contentId)).toBe("REVIEWING");
    await decide(other, 4, "new");
    expect(await decide(id, 2, "new")).toEqual({ id, version: 3, status: "new", content_id: contentId });
    const stands = await getDetection(caller(), { detection_id: id });
    expect(stands).toMatchObject({ status: "new", reviewed_by: null, reviewed_at: null });
    expect(await statusOf(contentId)).toBe("ANALYZED");
    const trail = await world.sql(
      "select old_values, new_values from audit_log where table_name = 'detections' and record_id = $1 and old_values is not null order by id",
      [id],
    );
    expect(trail).toHaveLength(2);
    expect(trail[0]).toMatchObject({ new_values: { status: "false_positive" } });
  });

  it("does not overwrite another, and many at once leave alone what changed meanwhile", async () => {
    const hits = [await addHit(), await addHit(), await addHit()];
    await decideDetection(agency.colleague.caller, { detection_id: hits[0]!.id, version: 1, status: "confirmed" });
    await expect(
      decideDetection(caller(), { detection_id: hits[0]!.id, version: 1, status: "ignored" }),
    ).rejects.toMatchObject({ code: "stale_version", extras: { details: { current: { status: "confirmed" } } } });
    const decisions = hits.map(({ id }) => ({ detection_id: id, version: 1, status: "ignored" as const }));
    const many = await decideDetections(caller(), { decisions });
    expect(many.stale).toEqual([hits[0]!.id]);
    expect(many.decided.map(({ id, before }) => [id, before]).sort()).toEqual(
      [
        [hits[1]!.id, "new"],
        [hits[2]!.id, "new"],
      ].sort(),
    );
    const undo = many.decided.map(({ id, version, before }) => ({ detection_id: id, version, status: before }));
    expect((await decideDetections(caller(), { decisions: undo })).decided).toHaveLength(2);
    expect(await statusOf(hits[1]!.contentId)).toBe("ANALYZED");
  });

  it("made of one message's hits by two at once leaves the message as both left it", async () => {
    const { contentId, id } = await addHit();
    const other = await addDetection(world, agency, {
      contentId,
      ...(await addKeyword(world, agency, `at once ${contentId}`)),
    });
    const decided = await Promise.all([
      decideDetection(caller(), { detection_id: id, version: 1, status: "confirmed" }),
      decideDetection(agency.colleague.caller, { detection_id: other, version: 1, status: "false_positive" }),
    ]);
    expect(decided).toEqual([
      { id, version: 2, status: "confirmed", content_id: contentId },
      { id: other, version: 2, status: "false_positive", content_id: contentId },
    ]);
    expect(await statusOf(contentId)).toBe("APPROVED");
  });

  it("costs as many statements for two hundred as for one", async () => {
    const decisions: { detection_id: number; version: number; status: "ignored" }[] = [];
    for (let n = 0; n < 30; n++)
      decisions.push({ detection_id: (await addHit()).id, version: 1, status: "ignored" as const });
    const one = await countStatements(() => decideDetections(caller(), { decisions: decisions.slice(0, 1) }));
    expect(await countStatements(() => decideDetections(caller(), { decisions: decisions.slice(1) }))).toBe(one);
    // BEGIN, enter, how they stand, the lock of their messages, the decision, what follows for them, COMMIT.
    expect(one).toBeLessThanOrEqual(7);
  });
});

describe("a message", () => {
  it("is shown whole: hits, identifiers, what stood around it, and of its cases those one is on", async () => {
    const subjectId = await addSubject(world, agency, { username: "quiet_seller" });
    const chat = await addSource(world, agency);
    const at = (minute: number) => `2026-03-01T10:${String(minute).padStart(2, "0")}:00Z`;
    const ids: number[] = [];
    for (let n = 0; n < 8; n++)
      ids.push(
        await addContent(world, agency, {
          text: `snow ${n}`,
          sourceId: chat,
          subjectId,
          postedAt: at(n),
          riskScore: 50,
        }),
      );
    const id = ids[3]!;
    await addDetection(world, agency, { contentId: id, ...rule });
    const identifier = await addIdentifier(world, agency, "email", "seller@example.test");
    await world.sql(
      "insert into identifier_occurrences (organization_id, identifier_id, content_id, start_offset, end_offset) values ($1, $2, $3, 0, 4)",
      [agency.id, identifier, id],
    );
    const onCase = await addCase(world, agency, [agency.member]);
    await world.sql(
      "insert into content_case_links (organization_id, case_id, content_id, added_by) values ($1, $2, $3, $4)",
      [agency.id, onCase, id, agency.member.id],
    );
    const view = await getContent(caller(), { content_id: id });
    expect(view.detections).toMatchObject([{ matched_text: "snow", start_offset: 0, end_offset: 4 }]);
    expect(view.subject).toMatchObject({ name: "quiet_seller" });
    expect(view.identifiers).toMatchObject([{ kind: "email", value: "seller@example.test" }]);
    expect(view.neighbours.map(({ id: each, side }) => [each, side])).toEqual(
      [0, 1, 2, 4, 5, 6, 7].map((n) => [ids[n], n < 3 ? "before" : "after"]),
    );
    expect(view.cases).toMatchObject([{ id: onCase }]);
    expect((await getContent(agency.colleague.caller, { content_id: id })).cases).toEqual([]);
    await expect(getContent(agency.stranger.caller, { content_id: id })).rejects.toMatchObject({ code: "not_found" });
    const [look] = await world.sql(
      "select new_values from audit_log where action = 'READ' and table_name = 'content' and record_id = $1 and user_id = $2",
      [id, agency.member.id],
    );
    expect(look).toMatchObject({ new_values: { purpose: "A test" } });
  });
});
