import { beforeAll, describe, expect, it } from "vitest";
import { addAgency, addCase, addContent, addSource, addSubject, type Agency } from "@/e2e/support/agency";
import { countStatements } from "@/e2e/support/count-statements";
import { addReply, nameIn } from "@/e2e/support/named";
import { useWorld } from "@/e2e/support/world";
import { getGraph } from "./get-graph";
import { getSubject } from "./get-subject";
import { getIdentifier } from "./identifiers/get-identifier";
import { judgeSubjects } from "./judge-subjects";

const world = useWorld();
let agency: Agency;
let source: number;
beforeAll(async () => {
  agency = await addAgency(world);
  source = await addSource(world, agency);
});

const message = (subjectId: number, day: string) =>
  addContent(world, agency, {
    text: "Write to me@quay.test",
    sourceId: source,
    subjectId,
    postedAt: `${day}T12:00:00Z`,
  });
const graphOf = (
  kind: "subject" | "identifier" | "content" | "case",
  id: number,
  more: object = {},
  who = agency.member,
) => getGraph(who.caller, { kind, id, ...more });
const told = (graph: Awaited<ReturnType<typeof getGraph>>) =>
  graph.edges.map(({ from, kind, to, count }) => `${from} ${kind} ${to} ${count}`).sort();

describe("a neighbourhood", () => {
  it("has all messages between a subject and an identifier as one edge, those it answers, its person and its cases", async () => {
    const [a, b, twin] = [
      await addSubject(world, agency),
      await addSubject(world, agency),
      await addSubject(world, agency),
    ];
    const days = ["2026-01-05", "2026-01-07", "2026-02-01"];
    let identifier = 0;
    let first = 0;
    for (const day of days) {
      const id = await message(a, day);
      first ||= id;
      identifier = await nameIn(world, agency, id, "email", "me@quay.test");
    }
    await nameIn(world, agency, await message(b, "2026-01-06"), "email", "me@quay.test");
    await addReply(world, agency, { to: first, from: b });
    await judgeSubjects(agency.member.caller, {
      subject_id: a,
      other_id: twin,
      verdict: "same",
      confidence: 1,
      reason: "Says so",
    });
    const own = await addCase(world, agency, [agency.member], "Quay");
    await world.sql(
      "insert into subject_case_links (organization_id, case_id, subject_id, added_by) values ($1, $2, $3, $4)",
      [...[agency.id, own, a, agency.member.id]],
    );

    const graph = await graphOf("subject", a);
    const [s, i, t, c, o] = [`s${a}`, `i${identifier}`, `s${twin}`, `c${own}`, `s${b}`];
    expect(told(graph)).toEqual(
      [`${s} named ${i} 3`, `${s} same ${t} 1`, `${c} holds ${s} 1`, `${o} replied ${s} 1`, `${o} named ${i} 1`].sort(),
    );
    expect(graph.edges.find(({ to }) => to === i)).toMatchObject({
      first: "2026-01-05T12:00:00.000Z",
      last: "2026-02-01T12:00:00.000Z",
    });
    expect(graph.nodes.map(({ key }) => key).sort()).toEqual([s, i, t, c, o].sort());
    expect(graph.nodes.find(({ key }) => key === i)).toMatchObject({
      label: "me@quay.test",
      detail: "email",
      degree: 2,
      expanded: false,
    });
    expect(graph.left).toBe(0);

    // What was posted on those days alone.
    const some = await graphOf("subject", a, { from: "2026-01-06", to: "2026-01-31" });
    expect(told(some)).toContain(`${s} named ${i} 1`);
    expect(told(some)).not.toContain(`${o} replied ${s} 1`);

    // From the other end, and with a neighbour expanded.
    expect(told(await graphOf("identifier", identifier))).toEqual([`${s} named ${i} 3`, `${o} named ${i} 1`].sort());
    expect(told(await graphOf("identifier", identifier, { expanded: [s] }))).toContain(`${s} same ${t} 1`);
    expect(told(await graphOf("content", first))).toEqual(
      [`${s} wrote m${first} 1`, `m${first} mentions ${i} 1`, `${s} named ${i} 3`].sort(),
    );
    expect(told(await graphOf("case", own))).toEqual([`${c} holds ${s} 1`]);

    // Nobody who is not on the case sees that there is one.
    for (const person of [agency.colleague, agency.superuser]) {
      expect(JSON.stringify(await graphOf("subject", a, { expanded: [c] }, person))).not.toContain("Quay");
      await expect(graphOf("case", own, {}, person)).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(graphOf("subject", a, {}, agency.stranger)).rejects.toMatchObject({ code: "not_found" });
  });

  it("is at most 200 neighbours, says how many are left, and costs as many statements for many as for few", async () => {
    const [few, many] = [await addSubject(world, agency), await addSubject(world, agency)];
    await nameIn(world, agency, await message(few, "2026-01-01"), "email", "few@quay.test");
    const id = await message(many, "2026-01-01");
    await world.sql(
      `with made as (insert into identifiers (organization_id, kind, value, normalized)
         select $1, 'domain', 'n' || n || '.test', 'n' || n || '.test' from generate_series(1, 240) n returning id)
       insert into identifier_occurrences (organization_id, identifier_id, content_id, start_offset, end_offset)
       select $1, id, $2, 0, 5 from made`,
      [agency.id, id],
    );
    const graph = await graphOf("subject", many);
    expect(graph.nodes).toHaveLength(201);
    expect(graph.left).toBeGreaterThan(0);
    expect(await countStatements(() => graphOf("subject", many))).toBe(
      await countStatements(() => graphOf("subject", few)),
    );
  });

  it("ignores nodes of the address that are nobody's, and refuses what is no node", async () => {
    const a = await addSubject(world, agency);
    const elsewhere = await addSubject(world, { id: agency.stranger.organizationId }, { username: "Elsewhere" });
    const graph = await graphOf("subject", a, { expanded: [`s${elsewhere}`, "i2000000000"] });
    expect(graph.nodes.map(({ key }) => key)).toEqual([`s${a}`]);
    for (const key of ["x1", "s2147483648", "i9999999999"])
      await expect(graphOf("subject", a, { expanded: [key] })).rejects.toMatchObject({ code: "invalid" });
    await expect(graphOf("subject", 2_147_483_648)).rejects.toMatchObject({ code: "not_found" });
  });

  it("is of messages whose ids are wide, and an identifier's page has their places", async () => {
    await world.sql("select setval(pg_get_serial_sequence('content', 'id'), 3000000000)");
    const a = await addSubject(world, agency);
    const [early, late] = [await message(a, "2026-01-01"), await message(a, "2026-01-02")];
    const identifier = await nameIn(world, agency, early, "email", "wide@quay.test");
    await nameIn(world, agency, late, "email", "wide@quay.test");
    expect((await graphOf("content", late, { expanded: [`m${early}`] })).nodes.map(({ key }) => key)).toContain(
      `s${a}`,
    );
    const { caller } = agency.member;
    const page = await getIdentifier(caller, { identifier_id: identifier, limit: 1 });
    expect(page.places.map(({ content_id }) => content_id)).toEqual([late]);
    const further = { identifier_id: identifier, limit: 1, cursor: page.next_cursor! };
    expect((await getIdentifier(caller, further)).places.map(({ content_id }) => content_id)).toEqual([early]);
    const { content, next_cursor } = await getSubject(caller, { subject_id: a, limit: 1 });
    expect(content.map(({ id }) => id)).toEqual([late]);
    expect((await getSubject(caller, { subject_id: a, cursor: next_cursor! })).content.map(({ id }) => id)).toEqual([
      early,
    ]);
  });
});
