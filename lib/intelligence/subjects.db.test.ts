import { beforeAll, describe, expect, it } from "vitest";
import {
  addAgency,
  addCase,
  addContent,
  addDetection,
  addKeyword,
  addSource,
  addSubject,
  type Agency,
} from "@/e2e/support/agency";
import { countStatements } from "@/e2e/support/count-statements";
import { addReply, nameIn } from "@/e2e/support/named";
import { useWorld } from "@/e2e/support/world";
import { systemCaller } from "@/lib/kernel/actor";
import { flagSubject } from "./flag-subject";
import { getSubject } from "./get-subject";
import { judgeSubjects } from "./judge-subjects";
import { listSubjects } from "./list-subjects";
import { rootsOf } from "./subjects/components";
import { undoJudgement } from "./undo-judgement";

const world = useWorld();
let agency: Agency;
let source: number;
beforeAll(async () => {
  agency = await addAgency(world);
  source = await addSource(world, agency);
});

const judge = (a: number, b: number, verdict: "same" | "different" | "unsure" = "same", person = agency.member) =>
  judgeSubjects(person.caller, { subject_id: a, other_id: b, verdict, confidence: 0.8, reason: "Same voice" });
const undo = (id: number) => undoJudgement(agency.member.caller, { judgement_id: id, reason: "Was wrong" });
const profiles = async (ids: number[]) =>
  (
    await world.sql<{ profile_id: number | null }>("select profile_id from subjects where id = any ($1) order by id", [
      ids,
    ])
  ).map(({ profile_id }) => profile_id);
const several = async (count: number) => {
  const ids = [];
  for (let at = 0; at < count; at++) ids.push(await addSubject(world, agency));
  return ids as [number, number, number, number];
};

describe("a judgement", () => {
  it("brings accounts together under the least of them, undone it leaves what was, and both stand in the trail", async () => {
    const [a, b, c, d] = await several(4);
    await judge(c, d);
    const { id, profile_id } = await judge(d, a);
    expect(profile_id).toBe(a);
    expect(await profiles([a, b, c, d])).toEqual([null, null, a, a]);
    await judge(b, c);
    expect(await profiles([a, b, c, d])).toEqual([null, a, a, a]);
    await undo(id);
    expect(await profiles([a, b, c, d])).toEqual([null, null, b, b]);
    const trail = await world.sql(
      "select action, use_case, reason, user_id from audit_log where table_name = 'subject_judgements' and record_id = $1 order by id",
      [id],
    );
    expect(trail).toEqual([
      { action: "INSERT", use_case: "intelligence.subject.judge", reason: "Same voice", user_id: agency.member.id },
      {
        action: "UPDATE",
        use_case: "intelligence.subject.undo-judgement",
        reason: "Was wrong",
        user_id: agency.member.id,
      },
    ]);
    const moved = await world.sql(
      "select record_id from audit_log where table_name = 'subjects' and use_case = 'intelligence.subject.undo-judgement' order by record_id",
    );
    expect(moved.map(({ record_id }) => record_id)).toEqual([b, c, d]);
    await expect(undo(id)).rejects.toMatchObject({ code: "conflict" });
  });

  it("that speaks against others is refused with what does, and changes nothing", async () => {
    const [a, b, c, d] = await several(4);
    const held = await judge(a, b);
    await expect(judge(b, a, "different")).rejects.toMatchObject({
      code: "conflict",
      message: /judged already \(same\)/,
    });
    await judge(c, d);
    const apart = await judge(b, d, "different");
    await expect(judge(a, c)).rejects.toMatchObject({ code: "conflict", message: /judged to be different persons/ });
    expect(await profiles([a, b, c, d])).toEqual([null, a, null, c]);
    await undo(apart.id);
    await judge(a, c);
    await expect(judge(b, d, "different")).rejects.toMatchObject({ message: /held together by judgements/ });
    await undo(held.id);
    await judge(a, b, "unsure");
    expect(await profiles([a, b, c, d])).toEqual([null, null, a, a]);
  });

  it("is of two accounts of one agency", async () => {
    const [a] = await several(1);
    const elsewhere = await addSubject(world, { id: agency.stranger.organizationId });
    await expect(judge(a, a)).rejects.toMatchObject({ code: "invalid" });
    await expect(judge(a, elsewhere)).rejects.toMatchObject({ code: "not_found" });
    await expect(judge(a, elsewhere, "same", agency.superuser)).rejects.toMatchObject({ code: "not_found" });
  });

  it("of two people at once leaves one, or both where they agree", async () => {
    for (let round = 0; round < 5; round++) {
      const [a, b, c] = await several(3);
      await judge(a, b);
      const outcomes = await Promise.allSettled([judge(b, c), judge(a, c, "different", agency.colleague)]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const together = outcomes[0]!.status === "fulfilled";
      expect(await profiles([a, b, c])).toEqual([null, a, together ? a : null]);
    }
  });

  it("profiles are those of the judgements that stand, after any sequence of them", async () => {
    const accounts = await several(7);
    let seed = 20_261_122;
    const next = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const standing = new Map<number, { a: number; b: number; verdict: string }>();
    let refused = 0;
    for (let step = 0; step < 90; step++) {
      if (standing.size && next(3) === 0) {
        const id = [...standing.keys()][next(standing.size)]!;
        await undo(id);
        standing.delete(id);
      } else {
        const [a, b] = [accounts[next(7)]!, accounts[next(7)]!];
        const verdict = (["same", "same", "different", "unsure"] as const)[next(4)]!;
        const made = await judge(a, b, verdict).catch(() => undefined);
        if (made) standing.set(made.id, { a, b, verdict });
        else refused++;
      }
      const roots = rootsOf(
        accounts,
        [...standing.values()].filter(({ verdict }) => verdict === "same"),
      );
      expect(await profiles(accounts)).toEqual(accounts.map((id) => (roots.get(id) === id ? null : roots.get(id))));
      for (const { a, b, verdict } of standing.values())
        if (verdict === "different") expect(roots.get(a)).not.toBe(roots.get(b));
    }
    expect(refused).toBeGreaterThan(5);
  });
});

describe("a flag", () => {
  it("is a person's, with a reason; each turn of it is kept", async () => {
    const [a] = await several(1);
    const turn = (flagged: boolean, reason: string) =>
      flagSubject(agency.member.caller, { subject_id: a, flagged, reason });
    await turn(true, "Named in a complaint");
    await expect(turn(true, "Again")).rejects.toMatchObject({ code: "conflict" });
    await turn(false, "Another person of that name");
    const { accounts, flags } = await getSubject(agency.colleague.caller, { subject_id: a });
    expect(accounts[0]).toMatchObject({ is_flagged: false, flag_reason: "", flagged_at: null });
    expect(flags.map(({ is_flagged, reason }) => [is_flagged, reason])).toEqual([
      [false, "Another person of that name"],
      [true, "Named in a complaint"],
    ]);
    await expect(turn(true, " ")).rejects.toMatchObject({ code: "invalid" });
    const machine = systemCaller("job:test");
    await expect(flagSubject(machine, { subject_id: a, flagged: true, reason: "Score 99" })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("a profile", () => {
  it("shows the accounts of one person together, with what they wrote, named and answered, and the cases of who looks", async () => {
    const [a, b, other] = await several(3);
    const { keyword, ruleSet } = await addKeyword(world, agency, `batch ${a}`);
    const hit = await addContent(world, agency, {
      text: `Fresh batch ${a}, write to me@harbour.test`,
      ...{ sourceId: source, subjectId: a, riskScore: 60, postedAt: "2026-03-01T10:00:00Z" },
    });
    await addDetection(world, agency, { contentId: hit, keyword, ruleSet });
    const quiet = await addContent(world, agency, {
      ...{ text: "Good morning", sourceId: source, subjectId: b, postedAt: "2026-03-03T10:00:00Z" },
    });
    const identifier = await nameIn(world, agency, hit, "email", "me@harbour.test");
    await addReply(world, agency, { to: hit, from: other });
    await addReply(world, agency, { to: await addReply(world, agency, { to: quiet, from: other }), from: b });
    await world.sql(
      "update subjects set last_seen = '2026-03-03T10:00:00Z', first_seen = '2026-03-01' where id = any ($1)",
      [[a, b]],
    );
    const own = await addCase(world, agency, [agency.member], "Own");
    await world.sql(
      "insert into subject_case_links (organization_id, case_id, subject_id, relevance, added_by) values ($1, $2, $3, 'suspect', $4)",
      [agency.id, own, b, agency.member.id],
    );
    const { id: judgement } = await judge(a, b);

    const profile = await getSubject(agency.member.caller, { subject_id: b });
    expect(profile.accounts.map(({ id }) => id)).toEqual([a, b]);
    expect(profile.content.map(({ id }) => id)).toEqual(expect.arrayContaining([hit, quiet]));
    const marked = profile.content.find(({ id }) => id === hit)!;
    expect(marked.marks.map(({ kind, start, end }) => [kind, marked.text.slice(start, end)])).toEqual([
      ["detection", `batch ${a}`],
      ["identifier", "me@harbour.test"],
    ]);
    expect(profile.activity.counts).toHaveLength(90);
    expect(profile.activity.counts.slice(-3)).toEqual([
      { date: "2026-03-01", count: 1 },
      { date: "2026-03-02", count: 0 },
      { date: "2026-03-03", count: 1 },
    ]);
    expect(profile.identifiers).toMatchObject([{ id: identifier, value: "me@harbour.test", count: 1 }]);
    expect(profile.partners).toMatchObject([{ id: other, sent: 1, received: 2 }]);
    expect(profile.cases).toMatchObject([{ id: own, subject_id: b, relevance: "suspect" }]);
    expect(profile.judgements).toMatchObject([{ id: judgement, verdict: "same", revoked_at: null }]);
    const only = async (more: object) =>
      (await getSubject(agency.member.caller, { subject_id: b, ...more })).content.map(({ id }) => id);
    expect(await only({ hits: true })).toEqual([hit]);
    expect(await only({ identifier_id: identifier })).toEqual([hit]);

    for (const person of [agency.colleague, agency.superuser])
      expect((await getSubject(person.caller, { subject_id: b })).cases).toEqual([]);
    await expect(getSubject(agency.stranger.caller, { subject_id: b })).rejects.toMatchObject({ code: "not_found" });
    const reads = await world.sql(
      "select user_id, organization_id, new_values ->> 'purpose' as purpose from audit_log where action = 'READ' and table_name = 'subjects' and record_id = $1 order by id",
      [b],
    );
    expect(reads).toHaveLength(5);
    expect(reads[4]).toEqual({ user_id: agency.superuser.id, organization_id: agency.id, purpose: "A test" });
  });

  it("pages content to its end, also what has no time, and costs as many statements for much as for little", async () => {
    const [a, b] = await several(2);
    const ids: number[] = [];
    for (let at = 0; at < 23; at++)
      ids.push(
        await addContent(world, agency, {
          ...{
            text: `${at}`,
            sourceId: source,
            subjectId: at % 2 ? a : b,
            postedAt: `2026-04-${String(30 - (at % 20)).padStart(2, "0")}T00:00:00Z`,
          },
        }),
      );
    await world.sql("update content set posted_at = null where id = any ($1)", [ids.slice(20)]);
    const little = await countStatements(() => getSubject(agency.member.caller, { subject_id: a }));
    await judge(a, b);
    const found: number[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await getSubject(agency.member.caller, { subject_id: a, limit: 4, cursor: cursor ?? undefined });
      found.push(...page.content.map(({ id }) => id));
      cursor = page.next_cursor;
    } while (cursor);
    expect(found).toHaveLength(23);
    expect(new Set(found)).toEqual(new Set(ids));
    expect(found.slice(20)).toEqual(ids.slice(20).reverse());
    expect(await countStatements(() => getSubject(agency.member.caller, { subject_id: a }))).toBe(little);
  });

  it("suggests who else it may be, with why, and nothing for what many share or what was judged", async () => {
    const [a, b, c, d] = await several(4);
    const by = (subjectId: number) => addContent(world, agency, { text: "x", sourceId: source, subjectId });
    await nameIn(world, agency, await by(a), "email", "shared@harbour.test");
    await nameIn(world, agency, await by(b), "email", "shared@harbour.test");
    const crowd = await several(19);
    for (const subject of [a, c, ...crowd]) await nameIn(world, agency, await by(subject), "domain", "common.test");
    const [{ username }] = (await world.sql<{ username: string }>("select username from subjects where id = $1", [
      a,
    ])) as [{ username: string }];
    const twin = await addSubject(world, agency, { username: username.toUpperCase(), platform: "instagram" });
    const suggested = async () => (await getSubject(agency.member.caller, { subject_id: a })).suggestions;
    expect(await suggested()).toMatchObject([
      { id: b, same_handle: false, shared: [{ kind: "email", value: "shared@harbour.test", subjects: 2 }] },
      { id: twin, same_handle: true, shared: [] },
    ]);
    // One fewer, and it says something.
    await world.sql(
      "delete from identifier_occurrences where content_id in (select id from content where subject_id = $1)",
      [crowd[0]],
    );
    expect((await suggested()).map(({ id }) => id)).toContain(c);
    await judge(a, b, "different");
    expect((await suggested()).map(({ id }) => id)).not.toContain(b);
    expect((await suggested()).map(({ id }) => id)).not.toContain(d);
  });
});

describe("the list", () => {
  it("pages through all, seen last first, never seen last; filters; and counts what each wrote and what was confirmed", async () => {
    const own = await addAgency(world);
    const place = await addSource(world, own);
    const ids = [];
    for (let at = 0; at < 9; at++)
      ids.push(
        await addSubject(world, own, { username: `seller_${at}%`, platform: at % 2 ? "instagram" : "telegram" }),
      );
    await world.sql(
      "update subjects set last_seen = case when id % 3 = 0 then null else timestamptz '2026-01-01' - id * interval '1 hour' end where id = any ($1)",
      [ids],
    );
    const first = ids[0]!;
    const { keyword, ruleSet } = await addKeyword(world, own, "word");
    for (const text of ["word", "word", "else"]) {
      const contentId = await addContent(world, own, { text, sourceId: place, subjectId: first });
      if (text === "word") await addDetection(world, own, { contentId, keyword, ruleSet });
    }
    await world.sql(
      "update detections set status = 'confirmed', reviewed_by = $2, reviewed_at = now() where organization_id = $1",
      [own.id, own.member.id],
    );
    const list = (more: object) => listSubjects(own.member.caller, more);
    const found: number[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await list({ limit: 2, cursor: cursor ?? undefined });
      found.push(...page.subjects.map(({ id }) => id));
      cursor = page.next_cursor;
    } while (cursor);
    const seen = ids.filter((id) => id % 3).sort((x, y) => x - y);
    const unseen = ids.filter((id) => id % 3 === 0).sort((x, y) => y - x);
    expect(found).toEqual([...seen, ...unseen]);
    const all = await list({});
    expect(all.subjects.find(({ id }) => id === first)).toMatchObject({
      messages: 3,
      more_messages: false,
      confirmed: 2,
      accounts: 1,
    });
    expect((await list({ platform: "instagram" })).subjects).toHaveLength(4);
    expect((await list({ q: "SELLER_3%" })).subjects.map(({ id }) => id)).toEqual([ids[3]]);
    expect((await list({ q: "seller__" })).subjects).toEqual([]);
    expect((await list({ flagged: true })).subjects).toEqual([]);
    expect(await countStatements(() => list({ limit: 1 }))).toBe(await countStatements(() => list({ limit: 9 })));
    expect((await listSubjects(agency.member.caller, { q: "seller_" })).subjects).toEqual([]);
    await expect(list({ cursor: "bm9uZQ" })).rejects.toMatchObject({ code: "malformed" });
  });
});
