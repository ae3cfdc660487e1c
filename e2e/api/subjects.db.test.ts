import { beforeAll, expect, it } from "vitest";
import { subjectProfileSchema, subjectsSchema } from "@/app/_http/openapi/subject-answers";
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
import { useFrontDoor } from "@/e2e/support/front-door";
import { addReply, nameIn } from "@/e2e/support/named";
import { call, makeKey } from "@/e2e/support/outside-caller";
import { useWorld } from "@/e2e/support/world";
import { flagSubject } from "@/lib/intelligence/flag-subject";
import { judgeSubjects } from "@/lib/intelligence/judge-subjects";

const world = useWorld();
const door = useFrontDoor();
let agency: Agency;
let key: string;
beforeAll(async () => {
  agency = await addAgency(world);
  key = await makeKey(world, agency.member, ["intelligence:read"]);
});

it("answers what the document says, page by page, and only for a purpose", async () => {
  const source = await addSource(world, agency);
  const [a, b, other] = [
    await addSubject(world, agency),
    await addSubject(world, agency),
    await addSubject(world, agency),
  ];
  const { keyword, ruleSet } = await addKeyword(world, agency, "batch");
  const contentId = await addContent(world, agency, {
    ...{ text: "A batch, me@quay.test", sourceId: source, subjectId: a, riskScore: 60 },
  });
  await addContent(world, agency, { text: "Hello", sourceId: source, subjectId: b });
  await addDetection(world, agency, { contentId, keyword, ruleSet });
  await nameIn(world, agency, contentId, "email", "me@quay.test");
  const answer = await addReply(world, agency, { to: contentId, from: other });
  await nameIn(world, agency, answer, "email", "me@quay.test");
  const { caller } = agency.member;
  await judgeSubjects(caller, { subject_id: a, other_id: b, verdict: "same", confidence: 0.8, reason: "Same voice" });
  await flagSubject(caller, { subject_id: b, flagged: true, reason: "Named" });
  const own = await addCase(world, agency, [agency.member]);
  await world.sql(
    "insert into subject_case_links (organization_id, case_id, subject_id, added_by) values ($1, $2, $3, $4)",
    [agency.id, own, a, agency.member.id],
  );

  const get = (path: string) => call(door, "GET", `/api/v1/subjects${path}`, { key });
  const list = await get("?limit=2");
  const { subjects, next_cursor } = subjectsSchema.parse(list.body);
  const rest = subjectsSchema.parse((await get(`?limit=2&cursor=${next_cursor}`)).body);
  expect([...subjects, ...rest.subjects].map(({ id }) => id).sort((x, y) => x - y)).toEqual([a, b, other]);
  expect(rest.next_cursor).toBeNull();
  expect(subjectsSchema.parse((await get("?flagged=true")).body).subjects.map(({ id }) => id)).toEqual([b]);

  const first = subjectProfileSchema.parse((await get(`/${b}?limit=1`)).body);
  const second = subjectProfileSchema.parse((await get(`/${b}?limit=1&cursor=${first.next_cursor}`)).body);
  const whole = [first, second].flatMap(({ content }) => content);
  expect(whole.map(({ subject_id }) => subject_id).sort((x, y) => x - y)).toEqual([a, b]);
  for (const part of ["accounts", "identifiers", "cases", "partners", "judgements", "flags", "suggestions"] as const)
    expect([part, first[part].length > 0]).toEqual([part, true]);
  expect((await get("/0")).status).toBe(400);

  await world.sql("update purposes set ended_at = now() where user_id = $1", [agency.member.id]);
  const refused = await get(`/${b}`);
  expect([refused.status, refused.body.code]).toEqual([403, "purpose_required"]);
});
