import { beforeAll, describe, expect, it } from "vitest";
import { addAgency, type Agency } from "@/e2e/support/agency";
import { useWorld, type Person } from "@/e2e/support/world";
import { listNotifications } from "@/lib/notify/list-notifications";
import { remindDue } from "@/lib/notify/remind-due";
import { addNote } from "./add-note";
import { createCase } from "./create-case";
import { createTask } from "./create-task";
import { caseDueSources } from "./due-sources";
import { getNotes } from "./get-notes";
import { removeMember } from "./remove-member";
import { saveMember } from "./save-member";
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
const told = async (who: Person) =>
  (await listNotifications(who.caller, {})).notifications.map(({ kind, link }) => ({ kind, link }));

describe("what members are told", () => {
  it("names the case by its number alone, for it stays with people who are members no longer", async () => {
    const { id, number } = await open({ title: "Hidden lagoon", assigned_to: colleague.id });
    const [named] = await world.sql<{ username: string }>("select username from users where id = $1", [colleague.id]);
    await addNote(member.caller, { case_id: id, comment: `Look @${named!.username}.` });
    const joined = await open({ title: "Hidden lagoon" });
    await saveMember(member.caller, { case_id: joined.id, user_id: colleague.id, role: "viewer" });
    const { notifications } = await listNotifications(colleague.caller, {});
    const kinds = notifications.filter(({ subject }) => [number, joined.number].some((each) => subject.includes(each)));
    expect(kinds.map(({ kind }) => kind).sort()).toEqual(["case_assigned", "case_joined", "case_mention"]);
    expect(JSON.stringify(notifications)).not.toContain("Hidden lagoon");
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

  it("whose a critical case is stays in it until it is somebody else's", async () => {
    const { id } = await open({ priority: "critical" });
    await saveMember(member.caller, { case_id: id, user_id: colleague.id, role: "lead" });
    const leave = () => removeMember(member.caller, { case_id: id, user_id: member.id });
    await expect(leave()).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("Assign it") });
    await updateCase(member.caller, { case_id: id, assigned_to: colleague.id });
    await leave();
    // What lost its assignee otherwise is still worked on, and is assigned before its priority or day changes.
    await world.sql("update cases set assigned_to = null where id = $1", [id]);
    const change = (more: object) => updateCase(colleague.caller, { case_id: id, ...more });
    expect(await change({ title: "Louder", status: "in_progress" })).toMatchObject({ title: "Louder" });
    await expect(change({ due_on: "2026-12-01" })).rejects.toMatchObject({
      extras: { fields: [{ path: "assigned_to" }] },
    });
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
