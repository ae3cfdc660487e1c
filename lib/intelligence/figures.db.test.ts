import { beforeAll, describe, expect, it } from "vitest";
import {
  addAgency,
  addCase,
  addContent,
  addDetection,
  addKeyword,
  addSavedSearch,
  addSource,
  type Agency,
} from "@/e2e/support/agency";
import { countStatements } from "@/e2e/support/count-statements";
import { useWorld } from "@/e2e/support/world";
import { createTask } from "./cases/create-task";
import { getDashboard, workloadFor } from "./get-dashboard";
import { getHome } from "./get-home";
import { getWorkspaceLine } from "./get-workspace-line";

const world = useWorld();
let agency: Agency;
beforeAll(async () => {
  agency = await addAgency(world);
  const source = await addSource(world, agency, { name: "Loud channel" });
  const { keyword, ruleSet } = await addKeyword(world, agency, "batch");
  for (const riskScore of [90, 60, 60, 10, undefined]) {
    const contentId = await addContent(world, agency, { text: "batch", sourceId: source, riskScore });
    if (riskScore) await addDetection(world, agency, { contentId, keyword, ruleSet });
  }
  await world.sql(
    `update detections set status = case when id % 2 = 0 then 'confirmed' else 'false_positive' end, reviewed_by = $2, reviewed_at = now()
      where organization_id = $1 and id in (select id from detections where organization_id = $1 order by id limit 2)`,
    [agency.id, agency.member.id],
  );
  for (const [days, taken] of [
    [0, 400],
    [3, 1_000],
    [40, 600],
  ])
    await world.sql(
      `insert into imports (organization_id, filename, sha256, size, format, supplied_by, authority, status, taken, started_at, ended_at)
       values ($1, 'result.json', repeat('a', 64), 1, 'telegram', 'Unit', 'Order 1', 'done', $2, now() - $3 * interval '1 day', now() - $3 * interval '1 day')`,
      [agency.id, taken, days],
    );
  const open = await addCase(world, agency, [agency.member], "Open");
  await world.sql("update cases set assigned_to = $2, due_on = current_date + 3 where id = $1", [
    open,
    agency.member.id,
  ]);
  const closed = await addCase(world, agency, [agency.member], "Closed");
  await world.sql("update cases set status = 'closed', closed_at = now() where id = $1", [closed]);
});

describe("the dashboard", () => {
  it("counts what was taken in, decided and found by day, the sources of risk, and cases by month", async () => {
    const board = await getDashboard(agency.member.caller, {});
    const today = new Date().toISOString().slice(0, 10);
    expect(board.taken).toHaveLength(30);
    expect(board.taken.at(-1)).toEqual({ date: today, count: 400 });
    expect(board.taken.reduce((sum, { count }) => sum + count, 0)).toBe(1_400);
    expect(board.taken_before).toBe(600);
    expect(board.triaged.at(-1)).toEqual({ date: today, count: 2, confirmed: 1 });
    expect(board.detected).toMatchObject({ categories: ["drugs"], totals: [4] });
    expect(board.detected.days.at(-1)).toEqual({ date: today, counts: [4] });
    expect(board.sources).toMatchObject([{ name: "Loud channel", high: 2, critical: 1 }]);
    expect(board.cases).toHaveLength(12);
    expect(board.cases.at(-1)).toMatchObject({ opened: 2, closed: 1 });
    expect((await getDashboard(agency.member.caller, { days: "90" })).taken_before).toBe(0);
  });

  it("names who did how much for those who manage alone, and counts only cases one sees", async () => {
    const of = async (person: { caller: Agency["member"]["caller"] }, more = {}) => getDashboard(person.caller, more);
    expect((await of(agency.member)).workload).toEqual([{ name: "You", reviewed: 2, cases: 1 }]);
    const colleague = await of(agency.colleague);
    expect(colleague.workload).toEqual([{ name: "You", reviewed: 0, cases: 0 }]);
    expect(colleague.cases.at(-1)).toMatchObject({ opened: 0, closed: 0 });
    const [named] = (await of(agency.superuser, { organization_id: agency.id })).workload;
    expect(named).toMatchObject({ reviewed: 2, cases: 1 });
    expect(named!.name).toContain("analyst");
    const stranger = await of(agency.stranger);
    expect(stranger.taken.every(({ count }) => count === 0)).toBe(true);
    expect(stranger.sources).toEqual([]);
    const rows = [1, 2, 3].map((user_id) => ({ user_id, name: `Dana ${user_id}`, reviewed: user_id * 10, cases: 1 }));
    expect(workloadFor({ role: "analyst", userId: 1 }, rows)).toEqual([
      { name: "You", reviewed: 10, cases: 1 },
      { name: "Your colleagues, on average", reviewed: 25, cases: null },
    ]);
    expect(JSON.stringify(workloadFor({ role: "analyst", userId: 1 }, rows.slice(0, 2)))).not.toContain("colleagues");
  });

  it("costs as many statements for an agency with much as for one with nothing", async () => {
    const much = await countStatements(() => getDashboard(agency.member.caller, {}));
    expect(await countStatements(() => getDashboard(agency.stranger.caller, {}))).toBe(much);
  });
});

describe("the home", () => {
  it("says what waits by risk, the own cases due first, and what was brought in last, without asking for a purpose", async () => {
    await world.sql("delete from purposes where user_id = $1", [agency.member.id]);
    const home = await getHome(agency.member.caller, {});
    expect(home.waiting).toEqual([
      { risk_level: "CRITICAL", count: 1, more: false },
      { risk_level: "HIGH", count: 2, more: false },
      { risk_level: "MEDIUM", count: 0, more: false },
      { risk_level: "LOW", count: 1, more: false },
    ]);
    expect(home.cases).toMatchObject([{ title: "Open", role: "lead" }]);
    expect(home.imports.map(({ taken }) => taken)).toEqual([600, 1_000, 400]);
    expect(await getHome(agency.colleague.caller, {})).toMatchObject({ cases: [] });
    const stranger = await getHome(agency.stranger.caller, {});
    expect(stranger.imports).toEqual([]);
    expect(stranger.waiting.every(({ count }) => count === 0)).toBe(true);
  });

  it("tells those who run the service three numbers", async () => {
    expect(await getWorkspaceLine(agency.superuser.caller, {})).toEqual({
      messages: 2_000,
      open_cases: 1,
      running_imports: 0,
    });
    await expect(getWorkspaceLine(agency.member.caller, {})).rejects.toMatchObject({ code: "forbidden" });
  });

  it("counts tasks due by case and lists kept searches with what is new, in as many statements whatever there is", async () => {
    const unit = await addAgency(world);
    const { member } = unit;
    const home = () => getHome(member.caller, {});
    expect(await home()).toMatchObject({ tasks: [], searches: [] });
    const few = await countStatements(home);
    const case_id = await addCase(world, unit, [member], "Quiet harbour");
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    for (const due_on of [day(-1), day(3), day(30), null])
      await createTask(member.caller, { case_id, title: "Call Ahmed", assigned_to: member.id, due_on });
    const quiet = await addSavedSearch(world, member);
    const loud = await addSavedSearch(world, member);
    await world.sql("update saved_searches set fresh = 3 where id = $1", [loud]);
    const shown = await home();
    expect(shown.tasks).toMatchObject([{ case_id, count: 2, due_on: day(-1), overdue: true }]);
    expect(shown.searches.map(({ id, fresh }) => [id, fresh])).toEqual([
      [loud, 3],
      [quiet, 0],
    ]);
    expect(JSON.stringify(shown)).not.toContain("Ahmed");
    expect(await countStatements(home)).toBe(few);
  });
});
