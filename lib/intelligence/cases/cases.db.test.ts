import { beforeAll, describe, expect, it } from "vitest";
import { addAgency, givePurpose, type Agency } from "@/e2e/support/agency";
import { useWorld, type Person } from "@/e2e/support/world";
import { listNotifications } from "@/lib/notify/list-notifications";
import { createCase } from "./create-case";
import { createTask } from "./create-task";
import { getCase, getRegisteredCase } from "./get-case";
import { listCases } from "./list-cases";
import { listCaseEvents } from "./list-events";
import { saveMember } from "./save-member";
import { saveTemplate } from "./save-template";
import { updateCase } from "./update-case";

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
