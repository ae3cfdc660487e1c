import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addAgency, addContent, addIdentifier, addSource, addSubject, type Agency } from "@/e2e/support/agency";
import { countStatements } from "@/e2e/support/count-statements";
import { useWorld, type Person } from "@/e2e/support/world";
import { addEvent } from "./add-event";
import { addNote } from "./add-note";
import { addToCase } from "./add-to-case";
import { createCase } from "./create-case";
import { createTask } from "./create-task";
import { getCase } from "./get-case";
import { getNotes } from "./get-notes";
import { listCases } from "./list-cases";
import { listCaseEvents } from "./list-events";
import { listCaseLinks } from "./list-links";
import { removeFromCase } from "./remove-from-case";

const world = useWorld();
let agency: Agency;
let member: Person;
beforeAll(async () => {
  agency = await addAgency(world);
  ({ member } = agency);
});

const open = (more: Partial<Parameters<typeof createCase>[1]> = {}, who = member) =>
  createCase(who.caller, { title: "Quiet harbour", ...more });
const titles = async (caseId: number, category?: "evidence" | "work") =>
  (await listCaseEvents(member.caller, { case_id: caseId, category })).events.map(({ title }) => title);

describe("what a case refers to", () => {
  let place: { content: number; subject: number; identifier: number };
  beforeEach(async () => {
    const source = await addSource(world, agency);
    const subject = await addSubject(world, agency, { username: "seller" });
    const text = "fresh batch tonight";
    place = {
      subject,
      content: await addContent(world, agency, {
        text,
        sourceId: source,
        subjectId: subject,
        postedAt: "2026-03-01T10:00:00Z",
      }),
      identifier: await addIdentifier(world, agency, "email", `${Math.random()}@example.test`),
    };
  });

  it("is added once with what it is to the case, stands in the timeline at its own time, and is taken out", async () => {
    const { id } = await open();
    for (const kind of ["content", "subject", "identifier"] as const) {
      const link = { case_id: id, kind, record_id: place[kind] };
      expect(await addToCase(member.caller, { ...link, relevance: "offer", note: "See" })).toEqual({ added: true });
      expect(await addToCase(member.caller, link)).toEqual({ added: false });
      const { links } = await listCaseLinks(member.caller, { case_id: id, kind });
      expect(links).toMatchObject([{ record_id: place[kind], relevance: "offer", note: "See" }]);
    }
    await addEvent(member.caller, { case_id: id, title: "Arrest", happened_at: "2026-03-02T08:00:00+01:00" });
    const { events } = await listCaseEvents(member.caller, { case_id: id, category: "evidence" });
    expect(events.map(({ title, happened_at }) => [title, happened_at])).toEqual([
      ["Arrest", "2026-03-02T07:00:00.000Z"],
      ["Posted", "2026-03-01T10:00:00.000Z"],
    ]);
    await removeFromCase(member.caller, { case_id: id, kind: "content", record_id: place.content });
    expect((await listCaseLinks(member.caller, { case_id: id, kind: "content" })).links).toEqual([]);
    expect((await titles(id))[0]).toBe("Content taken out");
  });

  it("is the agency's own", async () => {
    const theirs = await addAgency(world);
    const source = await addSource(world, theirs);
    const record_id = await addContent(world, theirs, { text: "theirs", sourceId: source });
    const { id } = await open();
    await expect(addToCase(member.caller, { case_id: id, kind: "content", record_id })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

it("costs as many statements for many cases, events, tasks, notes and links as for one", async () => {
  const unit = await addAgency(world);
  const who = unit.member.caller;
  const { id } = await createCase(who, { title: "Many" });
  const measure = async () => [
    await countStatements(() => listCases(who, {})),
    await countStatements(() => listCaseEvents(who, { case_id: id })),
    await countStatements(() => getCase(who, { case_id: id })),
    await countStatements(() => getNotes(who, { case_id: id })),
    await countStatements(() => listCaseLinks(who, { case_id: id, kind: "subject" })),
  ];
  const before = await measure();
  for (let i = 0; i < 8; i++) {
    await createCase(who, { title: "Another" });
    await createTask(who, { case_id: id, title: "Another" });
    await addNote(who, { case_id: id, comment: "Another" });
    await addToCase(who, { case_id: id, kind: "subject", record_id: await addSubject(world, unit) });
    await addEvent(who, { case_id: id, title: "Another", happened_at: "2026-01-01T00:00:00Z" });
  }
  expect(await measure()).toEqual(before);
  const first = await listCases(who, { limit: 4 });
  const second = await listCases(who, { limit: 4, cursor: first.next_cursor! });
  const third = await listCases(who, { limit: 4, cursor: second.next_cursor! });
  const ids = [first, second, third].flatMap(({ cases }) => cases.map((each) => each.id));
  expect(new Set(ids).size).toBe(9);
  expect(third.next_cursor).toBeNull();
});
