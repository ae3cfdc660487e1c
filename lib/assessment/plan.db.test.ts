import ExcelJS from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import { addAnswered } from "@/e2e/support/answered";
import { countStatements } from "@/e2e/support/count-statements";
import { anonymous, useWorld } from "@/e2e/support/world";
import { createAction } from "./create-action";
import { exportPlan } from "./export-plan";
import { getDimensionResults } from "./get-dimension-results";
import { getPlan } from "./get-plan";
import { getResults } from "./get-results";
import { saveQuestionnaireResponse } from "./save-questionnaire-response";
import { saveTargets } from "./save-targets";

const world = useWorld();
/** Six questions answered with option B, of a product that wants 3.5. */
let product: Awaited<ReturnType<typeof addAnswered>>;
let input: { product_id: number };

beforeAll(async () => {
  product = await addAnswered(world, 6);
  input = { product_id: product.id };
});

const plan = (more: object = {}) => getPlan(world.client.caller, { ...input, ...more });
const link = (at: number, target_score: number) => ({ question_id: product.questions[at]!.id, target_score });

describe("a plan", () => {
  it("ranks what is below target, and says what an action about it brings", async () => {
    const before = await plan();
    expect(before.findings.questions).toHaveLength(6);
    expect(before.findings.unscored).toBe(product.questions.length - 6);
    expect(before.findings.questions[0]).toMatchObject({ score: 2, target: 3.5, goal: 4, gap: 1.5, first: [] });
    const priorities = before.findings.questions.map(({ priority }) => priority);
    expect(priorities).toEqual([...priorities].sort((a, b) => b - a));

    const action = await createAction(world.client.caller, {
      ...input,
      title: "Two",
      questions: [link(0, 4), link(1, 5)],
    });
    const other = await createAction(world.client.caller, { ...input, title: "One", questions: [link(2, 3)] });
    const after = await plan();
    const shown = after.actions.find(({ id }) => id === action.id)!;
    expect(shown.questions).toMatchObject([
      { score: 2, target_score: 4 },
      { score: 2, target_score: 5 },
    ]);
    expect(shown.brings).toBeGreaterThan(0);
    expect(after.counted.sort()).toEqual([action.id, other.id].sort());
    const alone = await plan({ only: [action.id] });
    expect(alone.projection.overall - alone.overall).toBeCloseTo(shown.brings!, 10);
    expect(alone.projection.overall).toBeLessThan(after.projection.overall);
    expect((await plan({ only: [] })).projection.overall).toBe(after.overall);
  });

  it("projects what saving such answers then scores", async () => {
    const set = await addAnswered(world, 5);
    const its = { product_id: set.id };
    const raised = set.questions.slice(0, 3).map(({ id }) => ({ question_id: id, target_score: 4 }));
    await createAction(world.client.caller, { ...its, title: "Raise three", questions: raised });
    const { projection } = await getPlan(world.client.caller, its);
    for (const question of set.questions.slice(0, 3)) {
      const option_id = question.options[3]!.id;
      await saveQuestionnaireResponse(world.client.caller, { ...its, question_id: question.id, option_id });
    }
    const results = await getResults(world.client.caller, its);
    expect(projection.overall).toBe(results.maturity.overall_score);
    expect(projection.dimensions.map(({ then }) => then)).toEqual(
      results.sections.flatMap(({ dimensions }) => dimensions.map(({ average }) => average)),
    );
  });

  it("costs the same number of statements however much is planned", async () => {
    const few = await countStatements(() => plan());
    for (let at = 0; at < 8; at++) {
      await createAction(world.client.caller, { ...input, title: `Action ${at}`, questions: [link(at, 4)] });
    }
    expect(await countStatements(() => plan())).toBe(few);
    expect(few).toBeLessThanOrEqual(6);
  });

  it("is read by leads of the organization, who propose but do not set targets", async () => {
    const seen = await getPlan(world.lead.caller, input);
    expect(seen.may).toEqual({ propose: true, setTargets: false, assign: false });
    expect((await getPlan(world.colleague.caller, input)).may).toEqual({
      propose: true,
      setTargets: false,
      assign: true,
    });
  });

  it.each([
    ["an outsider", () => anonymous, "unauthenticated"],
    ["an analyst", () => world.analyst.caller, "not_found"],
    ["another tenant", () => world.stranger.caller, "not_found"],
    ["another tenant's lead", () => world.strangersLead.caller, "not_found"],
  ])("refuses %s", async (_, caller, code) => {
    await expect(getPlan(caller(), input)).rejects.toMatchObject({ code });
    await expect(exportPlan(caller(), input)).rejects.toMatchObject({ code });
    await expect(saveTargets(caller(), { ...input, target_level: 4, targets: [] })).rejects.toMatchObject({ code });
  });
});

describe("targets", () => {
  it("are one change of the product, under its version, and are audited", async () => {
    const { id } = await addAnswered(world, 6);
    const its = { product_id: id };
    const { sections } = await getResults(world.client.caller, its);
    const [section] = sections;
    const [first, second] = section!.dimensions;
    const own = [
      { section: section!.title, dimension: "", level: "2" },
      { section: section!.title, dimension: first!.title, level: 4.25 },
    ];
    const saved = await saveTargets(world.client.caller, { ...its, version: 1, target_level: 3, targets: own });
    expect(saved).toMatchObject({ version: 2, target_level: 3, targets: [{ level: 2 }, { level: 4.3 }] });

    const after = await getResults(world.client.caller, its);
    expect(after.product).toMatchObject({ target: 3, ownTargets: true });
    expect(after.sections[0]).toMatchObject({ target: 2 });
    expect(after.sections[0]!.dimensions[0]!.target).toBeCloseTo(4.3, 6);
    expect(after.sections[0]!.dimensions[1]!.target).toBe(2);
    expect(after.sections[1]!.target).toBe(3);
    const explained = await getDimensionResults(world.client.caller, { ...its, dimension_id: second!.id! });
    expect(explained.product.target).toBe(2);
    const trail = await world.sql<{ action: string; user_id: number }>(
      "select action, user_id from audit_log where use_case = 'assessment.targets.save' and table_name = 'targets' order by id desc limit 2",
    );
    expect(trail).toEqual([
      { action: "INSERT", user_id: world.client.id },
      { action: "INSERT", user_id: world.client.id },
    ]);

    await expect(
      saveTargets(world.client.caller, { ...its, version: 1, target_level: 5, targets: [] }),
    ).rejects.toMatchObject({ code: "stale_version", extras: { details: { current: { target_level: 3 } } } });
    await saveTargets(world.client.caller, { ...its, version: 2, target_level: null, targets: own.slice(1) });
    const last = await getResults(world.client.caller, its);
    expect(last.sections[0]!.dimensions.map(({ target }) => target !== null)).toContain(true);
    expect(last.sections[0]!.target).toBeNull();
  });

  it("are those of the questionnaire, each once, between 0 and 5", async () => {
    const save = (targets: object[]) =>
      saveTargets(world.client.caller, { ...input, target_level: 3.5, targets: targets as never });
    const { sections } = await getResults(world.client.caller, input);
    const place = { section: sections[0]!.title, dimension: "" };
    for (const wrong of [
      [{ section: "Elsewhere", level: 3 }],
      [
        { ...place, level: 3 },
        { ...place, level: 4 },
      ],
      [{ ...place, level: 6 }],
    ])
      await expect(save(wrong)).rejects.toMatchObject({ code: "invalid" });
    for (const caller of [world.colleague.caller, world.lead.caller])
      await expect(saveTargets(caller, { ...input, target_level: 4, targets: [] })).rejects.toMatchObject({
        code: "forbidden",
      });
  });
});

describe("exporting", () => {
  it("writes CSV that no spreadsheet takes for a formula, and says so in the trail", async () => {
    await createAction(world.client.caller, {
      ...input,
      title: '=HYPERLINK("http://evil.test")',
      description: 'Quote " and\nline',
      due_on: "2027-01-31",
    });
    const { filename, mediaType, body } = await exportPlan(world.lead.caller, { ...input, format: "csv" });
    expect([filename, mediaType]).toEqual([`plan-${product.id}.csv`, "text/csv; charset=utf-8; header=present"]);
    expect(body).toContain("'=HYPERLINK");
    expect(body).toContain(",2027-01-31,");
    const [event] = await world.sql(
      "select user_id, organization_id, new_values from audit_log where action = 'EXPORT' order by id desc limit 1",
    );
    expect(event).toMatchObject({ user_id: world.lead.id, organization_id: world.acme });
    expect(JSON.stringify(event)).toContain('"format": "csv"'.replace(": ", ":"));
  });

  it("writes a workbook of texts, numbers and days", async () => {
    const { body } = await exportPlan(world.client.caller, { ...input, format: "xlsx" });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(body as never);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(["Actions", "Findings"]);
    const types = new Set<number>();
    workbook.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => void types.add(cell.type))));
    expect([...types].sort()).toEqual(
      [ExcelJS.ValueType.Number, ExcelJS.ValueType.String, ExcelJS.ValueType.Date].sort(),
    );
    const titles = workbook.worksheets[0]!.getColumn(2).values as string[];
    expect(titles).toContain('=HYPERLINK("http://evil.test")');
    const due = workbook.worksheets[0]!.getColumn(6).values.find((value) => value instanceof Date);
    expect(due).toEqual(new Date("2027-01-31T00:00:00Z"));
  });

  it("writes an OSCAL plan that stays the same until something changes", async () => {
    const one = await exportPlan(world.client.caller, { ...input, format: "oscal" });
    const two = await exportPlan(world.superuser.caller, { ...input, format: "oscal" });
    expect(two).toEqual(one);
    const poam = JSON.parse(one.body as string)["plan-of-action-and-milestones"];
    expect(poam["poam-items"]).toHaveLength((await plan()).actions.length);
    const { id } = await addAnswered(world, 1);
    await expect(exportPlan(world.client.caller, { product_id: id, format: "oscal" })).rejects.toMatchObject({
      code: "conflict",
    });
  });
});
