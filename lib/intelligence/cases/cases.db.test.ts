import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  addAgency,
  addContent,
  addIdentifier,
  addSource,
  addSubject,
  givePurpose,
  type Agency,
} from "@/e2e/support/agency";
import { countStatements } from "@/e2e/support/count-statements";
import { useWorld, type Person } from "@/e2e/support/world";
import { listNotifications } from "@/lib/notify/list-notifications";
import { remindDue } from "@/lib/notify/remind-due";
import { addEvent } from "./add-event";
import { addNote } from "./add-note";
import { addToCase } from "./add-to-case";
import { createCase } from "./create-case";
import { createTask } from "./create-task";
import { caseDueSources } from "./due-sources";
import { getCase, getRegisteredCase } from "./get-case";
import { getNotes } from "./get-notes";
import { listCases } from "./list-cases";
import { listCaseEvents } from "./list-events";
import { listCaseLinks } from "./list-links";
import { removeFromCase } from "./remove-from-case";
import { removeMember } from "./remove-member";
import { saveMember } from "./save-member";
import { saveTemplate } from "./save-template";
import { updateCase } from "./update-case";
import { updateTask } from "./update-task";

const world = useWorld();
let agency: Agency;
let member: Person;
let colleague: Person;
beforeAll(async () => {
  agency = await addAgency(world);
  ({ member, colleague } = agency);
});

const open = (more: Partial<Parameters<typeof createCase>[1]> = {}, who = member) =>
  createCase(who.caller, { title: "Quiet harbour", ...more });
const titles = async (caseId: number, category?: "evidence" | "work") =>
  (await listCaseEvents(member.caller, { case_id: caseId, category })).events.map(({ title }) => title);
const told = async (who: Person) =>
  (await listNotifications(who.caller, {})).notifications.map(({ kind, link }) => ({ kind, link }));
const year = new Date().getUTCFullYear();

describe("opening a case", () => {
  it("gives it the next number of the agency's year, without gaps, whoever opens cases at once", async () => {
    const unit = await addAgency(world);
    const refused = { title: "Nobody's", priority: "critical" as const, assigned_to: null };
    const opened = await Promise.allSettled([
      ...Array.from({ length: 6 }, () => createCase(unit.member.caller, { title: "At once" })),
      createCase(unit.member.caller, refused),
      ...Array.from({ length: 4 }, () => createCase(unit.colleague.caller, { title: "At once" })),
    ]);
    const numbers = opened.flatMap((each) => (each.status === "fulfilled" ? [each.value.number] : []));
    expect(numbers.sort()).toEqual(
      Array.from({ length: 10 }, (_, at) => `C-${year}-${String(at + 1).padStart(4, "0")}`),
    );
    expect((await open({}, unit.stranger)).number).toBe(`C-${year}-0001`);
  });

  it("begins with what its template says, due by its priority, and tells who it is assigned to", async () => {
    const { id: template_id } = await saveTemplate(member.caller, {
      ...{ name: "Street sale", type: "sale", priority: "high", marking: "TLP:RED", summary: "As usual" },
      tasks: [{ title: "Secure the export", due_days: 2 }, { title: "Name the seller" }],
    });
    const opened = await open({ template_id, assigned_to: colleague.id });
    const shown = await getCase(colleague.caller, { case_id: opened.id });
    expect(shown).toMatchObject({ type: "sale", priority: "high", marking: "TLP:RED", summary: "As usual" });
    expect(shown.tasks.map(({ title }) => title)).toEqual(["Secure the export", "Name the seller"]);
    expect(shown.members.map(({ role, can_manage }) => [role, can_manage])).toEqual([
      ["lead", true],
      ["investigator", false],
    ]);
    expect(Date.parse(shown.due_on!) - Date.parse(new Date().toISOString().slice(0, 10))).toBe(14 * 86_400_000);
    expect(await told(colleague)).toContainEqual({ kind: "case_assigned", link: `/cases/${opened.id}` });
    await expect(saveTemplate(member.caller, { name: "Street sale" })).rejects.toMatchObject({ code: "invalid" });
    await expect(open({ assigned_to: agency.client.id })).rejects.toMatchObject({ code: "invalid" });
    await expect(open({ assigned_to: agency.stranger.id })).rejects.toMatchObject({ code: "invalid" });
  });

  it("is for analysts alone", async () => {
    for (const who of [agency.client, agency.lead, agency.superuser])
      await expect(open({}, who)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("who sees a case", () => {
  it("are its members; superusers see its line in the register, and how much is in it", async () => {
    const { id } = await open({ summary: "About Ahmed" });
    const shown = await getCase(member.caller, { case_id: id });
    expect(shown).toMatchObject({ summary: "About Ahmed", counts: { members: 1, managers: 1 } });
    for (const who of [colleague, agency.superuser, agency.client, agency.lead, agency.stranger])
      await expect(getCase(who.caller, { case_id: id })).rejects.toMatchObject({ code: "not_found" });
    const line = await getRegisteredCase(agency.superuser.caller, { case_id: id });
    expect(line).toMatchObject({ title: "Quiet harbour", is_open: false, counts: { members: 1 } });
    expect(JSON.stringify(line)).not.toContain("Ahmed");
    const listed = await listCases(agency.superuser.caller, { limit: 200 });
    expect(listed.cases.map((each) => each.id)).toContain(id);
    expect((await listCases(colleague.caller, { limit: 200 })).cases.map((each) => each.id)).not.toContain(id);
  });

  it("are asked for their purpose, which is kept with the look", async () => {
    const { id } = await open();
    const newcomer = await world.addPerson("analyst", agency.id);
    await saveMember(member.caller, { case_id: id, user_id: newcomer.id, role: "viewer" });
    await expect(getCase(newcomer.caller, { case_id: id })).rejects.toMatchObject({ code: "purpose_required" });
    await givePurpose(world, newcomer, "Second reading");
    await getCase(newcomer.caller, { case_id: id });
    const [entry] = await world.sql<{ new_values: unknown }>(
      "select new_values from audit_log where action = 'READ' and table_name = 'cases' and record_id = $1 and user_id = $2",
      [id, newcomer.id],
    );
    expect(entry?.new_values).toMatchObject({ purpose: "Second reading" });
  });
});

describe("changing a case", () => {
  it("follows the rules of its states, and tells them in its timeline", async () => {
    const { id } = await open();
    const change = (more: object, who = member) => updateCase(who.caller, { case_id: id, ...more });
    await change({ status: "in_progress" });
    await expect(change({ status: "archived" })).rejects.toMatchObject({ code: "invalid" });
    await expect(change({ status: "closed" })).rejects.toMatchObject({ extras: { fields: [{ path: "resolution" }] } });
    const closed = await change({ status: "closed", resolution: "Charged" });
    expect(closed.closed_at).not.toBeNull();
    await expect(change({ title: "Later" })).rejects.toMatchObject({ code: "locked" });
    await expect(createTask(member.caller, { case_id: id, title: "Late" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await change({ status: "archived" });
    await change({ status: "closed" });
    expect((await change({ status: "in_progress" })).closed_at).toBeNull();
    expect(await titles(id, "work")).toEqual([
      "Closed → In progress",
      "Archived → Closed",
      "Closed → Archived",
      "In progress → Closed",
      "Open → In progress",
      "Case opened",
    ]);
  });

  it("never overwrites a newer version, and asks more of what is critical", async () => {
    const { id, version } = await open();
    const { version: next } = await updateCase(member.caller, { case_id: id, version, title: "Loud harbour" });
    await expect(updateCase(member.caller, { case_id: id, version, title: "Old" })).rejects.toMatchObject({
      code: "stale_version",
    });
    const critical = { case_id: id, version: next, priority: "critical" as const };
    await expect(updateCase(member.caller, { ...critical, assigned_to: null })).rejects.toMatchObject({
      code: "invalid",
    });
    await updateCase(member.caller, critical);
    await saveMember(member.caller, { case_id: id, user_id: colleague.id, role: "investigator" });
    await expect(updateCase(colleague.caller, { case_id: id, priority: "low" })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(
      updateCase(colleague.caller, { case_id: id, status: "closed", resolution: "Enough" }),
    ).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("members", () => {
  it("have the rights of their part, and the last manager stays", async () => {
    const { id } = await open();
    const give = (role: "lead" | "viewer" | "reviewer", more: object = {}) =>
      saveMember(member.caller, { case_id: id, user_id: colleague.id, role, ...more });
    await expect(give("viewer", { can_edit: true })).rejects.toMatchObject({ code: "invalid" });
    await give("viewer");
    await expect(addNote(colleague.caller, { case_id: id, comment: "Hm" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await give("reviewer");
    await addNote(colleague.caller, { case_id: id, comment: "Hm" });
    await expect(createTask(colleague.caller, { case_id: id, title: "x" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(removeMember(member.caller, { case_id: id, user_id: member.id })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(
      saveMember(member.caller, { case_id: id, user_id: member.id, role: "investigator" }),
    ).rejects.toMatchObject({ code: "conflict" });
    await give("lead");
    // Of two managers who leave at once, one stays.
    const left = await Promise.allSettled([
      removeMember(member.caller, { case_id: id, user_id: member.id }),
      removeMember(colleague.caller, { case_id: id, user_id: colleague.id }),
    ]);
    expect(left.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await told(colleague)).toContainEqual({ kind: "case_joined", link: `/cases/${id}` });
  });

  it("are of the agency: nobody else can be given a part", async () => {
    const { id } = await open();
    for (const who of [agency.client, agency.lead, agency.stranger, agency.superuser])
      await expect(saveMember(member.caller, { case_id: id, user_id: who.id, role: "viewer" })).rejects.toMatchObject({
        code: "invalid",
      });
  });
});

describe("tasks and notes", () => {
  it("are told to who they are for; a task is ticked by whose it is", async () => {
    const { id } = await open();
    await saveMember(member.caller, { case_id: id, user_id: colleague.id, role: "viewer" });
    const today = new Date().toISOString().slice(0, 10);
    const task = await createTask(member.caller, {
      case_id: id,
      title: "Call Ahmed",
      assigned_to: colleague.id,
      due_on: today,
    });
    await expect(
      createTask(member.caller, { case_id: id, title: "No", assigned_to: agency.client.id }),
    ).rejects.toMatchObject({ code: "invalid" });
    await remindDue(caseDueSources);
    const kinds = (await told(colleague)).map(({ kind }) => kind);
    expect(kinds).toContain("case_task_assigned");
    expect(kinds).toContain("case_task_due");
    // Notices leave as mails: what a task is about does not.
    const left = await world.sql("select n from notifications n where organization_id = $1", [agency.id]);
    expect(left.length).toBeGreaterThan(0);
    expect(JSON.stringify(left)).not.toContain("Ahmed");
    await expect(updateTask(colleague.caller, { task_id: task.id, title: "Other" })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await updateTask(colleague.caller, { task_id: task.id, done: true })).toMatchObject({
      done_at: expect.any(String),
    });
    await expect(updateTask(member.caller, { task_id: task.id, version: 1, title: "x" })).rejects.toMatchObject({
      code: "stale_version",
    });

    const [{ username }] = (await world.sql<{ username: string }>("select username from users where id = $1", [
      colleague.id,
    ])) as [{ username: string }];
    const first = await addNote(member.caller, { case_id: id, comment: `Ask @${username}, and @nobody-here.` });
    expect(first.mentions.map(({ user_id }) => user_id)).toEqual([colleague.id]);
    await addNote(member.caller, { case_id: id, comment: "Also", parent_comment_id: first.id });
    const notes = await getNotes(colleague.caller, { case_id: id });
    expect(notes.messages.map((note) => [note.comment.slice(0, 4), note.parent_comment_id, note.author])).toEqual([
      ["Ask ", null, "analyst Test"],
      ["Also", first.id, "analyst Test"],
    ]);
    expect(notes.can_comment).toBe(false);
    expect((await told(colleague)).map(({ kind }) => kind)).toContain("case_mention");
    const other = await open();
    await expect(
      addNote(member.caller, { case_id: other.id, comment: "x", parent_comment_id: first.id }),
    ).rejects.toMatchObject({ code: "invalid" });
  });
});

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

it("costs as many statements for many cases, events and links as for one", async () => {
  const unit = await addAgency(world);
  const who = unit.member.caller;
  const { id } = await createCase(who, { title: "Many" });
  const measure = async () => [
    await countStatements(() => listCases(who, {})),
    await countStatements(() => listCaseEvents(who, { case_id: id })),
    await countStatements(() => getCase(who, { case_id: id })),
  ];
  const before = await measure();
  for (let i = 0; i < 8; i++) {
    await createCase(who, { title: "Another" });
    await createTask(who, { case_id: id, title: "Another" });
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
