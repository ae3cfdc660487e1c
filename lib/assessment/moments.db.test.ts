import { describe, expect, it } from "vitest";
import { addAnswered, addSubmitted } from "@/e2e/support/answered";
import { countStatements } from "@/e2e/support/count-statements";
import { anonymous, useWorld } from "@/e2e/support/world";
import { closeRound } from "./close-round";
import { compareAssessments } from "./compare-assessments";
import { getAssessmentAt } from "./get-assessment-at";
import { getResults } from "./get-results";
import { getTrend } from "./get-trend";
import { listSnapshots } from "./list-snapshots";
import { reopenResponse } from "./reopen-response";
import { saveLeadComment } from "./save-lead-comment";
import { saveQuestionnaireResponse as save } from "./save-questionnaire-response";
import { startRound } from "./start-round";
import { submitResponses as submit } from "./submit-responses";
import { withdrawVerdict } from "./withdraw-verdict";

const world = useWorld();

/** The database's moment, after everything so far and before everything to come. */
async function mark(): Promise<string> {
  const [row] = await world.sql<{ now: Date }>("select clock_timestamp() as now");
  const at = new Date(row!.now.getTime() + 1);
  while (Date.now() <= at.getTime() + 1) await new Promise((resolve) => setImmediate(resolve));
  return at.toISOString();
}

const at = (product: { id: number }, moment: string, section?: string) =>
  getAssessmentAt(world.lead.caller, { product_id: product.id, at: moment, section });
const firstOf = async (product: { id: number }, moment: string) => (await at(product, moment)).questions[0]!.said;

describe("any moment", () => {
  it("shows the answers as they were then, with the status of then: through verdicts, reopening, withdrawal and rounds", async () => {
    const begin = await mark();
    const product = await addAnswered(world, 1);
    const [response_id] = product.responses as [number];
    const product_id = product.id;
    const drafted = await mark();
    await submit(world.client.caller, { product_id });
    const submitted = await mark();
    const verdict = { product_id, response_id, response_version: 2, comment: "" };
    const first = await saveLeadComment(world.lead.caller, { ...verdict, status: "approved" });
    const slip = await mark();
    await withdrawVerdict(world.lead.caller, { comment_id: first.comment_id });
    const withdrawn = await mark();
    await saveLeadComment(world.lead.caller, { ...verdict, status: "approved" });
    await mark();
    const reopening = await reopenResponse(world.lead.caller, {
      response_id,
      reason: "Look again",
      response_version: 2,
    });
    const reopened = await mark();
    await withdrawVerdict(world.lead.caller, { comment_id: reopening.comment_id });
    const kept = await mark();
    await closeRound(world.lead.caller, { product_id, number: 1 });
    await startRound(world.lead.caller, { product_id });
    const next = await mark();
    await save(world.client.caller, {
      product_id,
      question_id: product.questions[0]!.id,
      option_id: product.questions[0]!.options[3]!.id,
    });

    expect((await at(product, begin)).answered).toBe(0);
    expect(await firstOf(product, begin)).toBeNull();
    const seen = [];
    for (const moment of [drafted, submitted, slip, withdrawn, reopened, kept, next, "now"])
      seen.push(await firstOf(product, moment));
    expect(seen.map((said) => [said!.version, said!.status, said!.letter])).toEqual([
      [1, "draft", "B"],
      [2, "submitted", "B"],
      [2, "approved", "B"],
      [2, "submitted", "B"],
      [2, "needs_revision", "B"],
      [2, "approved", "B"],
      [3, "draft", "B"],
      [4, "draft", "D"],
    ]);
    expect((await at(product, slip)).maturity.validated.overall_score).toBe(2);
    expect((await at(product, submitted)).maturity.validated.coverage).toBe(0);
  });

  it("scores now as the results do, and a snapshot as the snapshot says", async () => {
    const product = await addSubmitted(world, 12);
    await save(world.client.caller, {
      product_id: product.id,
      question: "A free question",
      answer: "B",
      maturity_score: 4,
      dimension: "Own",
    });
    await submit(world.client.caller, { product_id: product.id });
    const results = await getResults(world.lead.caller, { product_id: product.id });
    const now = await at(product, "now");
    expect(now.maturity).toEqual(results.maturity);
    const [snapshot] = (await listSnapshots(world.lead.caller, { product_id: product.id })).snapshots;
    const then = await at(product, String(snapshot!.id));
    expect(then.maturity.overall_score).toBe(snapshot!.overall_score);
    expect(then.maturity.overall_score).toBe(now.maturity.overall_score);
    const own = await at(product, "now", "");
    expect(own.questions.map(({ text }) => text)).toContain("A free question");
  });

  it("of a snapshot that kept scores alone is read from the revisions of its time", async () => {
    const product = await addAnswered(world, 1);
    const [old] = await world.sql<{ id: number }>(
      `insert into snapshots (organization_id, product_id, user_id, cause, overall_score, coverage, validated_coverage, scores, taken_at)
       values ($1, $2, $3, 'submit', 2, 0.1, 0, '[]', $4) returning id`,
      [world.acme, product.id, world.client.id, await mark()],
    );
    await save(world.client.caller, { product_id: product.id, question_id: product.questions[0]!.id, answer: "E" });
    expect(await firstOf(product, String(old!.id))).toMatchObject({ version: 1, letter: "B" });
  });

  it("is refused where it is none, and not found where it is another product's", async () => {
    const product = await addAnswered(world, 1);
    const other = await addSubmitted(world, 1);
    const [theirs] = (await listSnapshots(world.lead.caller, { product_id: other.id })).snapshots;
    for (const moment of ["yesterday", "2026-13-40", "0", "-1"])
      await expect(at(product, moment), moment).rejects.toMatchObject({ code: "invalid" });
    await expect(at(product, String(theirs!.id))).rejects.toMatchObject({ code: "not_found" });
    for (const [caller, code] of [
      [anonymous, "unauthenticated"],
      [world.stranger.caller, "not_found"],
      [world.strangersLead.caller, "not_found"],
    ] as const) {
      const input = { product_id: product.id, at: "now", from: "now", to: "now" };
      await expect(getAssessmentAt(caller, input)).rejects.toMatchObject({ code });
      await expect(compareAssessments(caller, input)).rejects.toMatchObject({ code });
    }
  });
});

describe("a comparison", () => {
  it("sets two moments side by side, answer by answer, with the scores that moved", async () => {
    const product = await addSubmitted(world, 3);
    const product_id = product.id;
    const [before] = (await listSnapshots(world.lead.caller, { product_id })).snapshots;
    const [first, second, third, fourth] = product.questions;
    await save(world.client.caller, { product_id, question_id: first!.id, option_id: first!.options[4]!.id });
    await save(world.client.caller, { product_id, question_id: second!.id, comment: "Now with a list", partial: true });
    await save(world.client.caller, {
      product_id,
      question_id: third!.id,
      answer: "We do it by hand, once a year",
      maturity_score: 2,
    });
    const words = await mark();
    await save(world.client.caller, {
      product_id,
      question_id: third!.id,
      answer: "We do it by hand, twice a year",
      maturity_score: 2,
    });
    await save(world.client.caller, {
      product_id,
      question_id: fourth!.id,
      not_applicable: true,
      not_applicable_reason: "No such thing",
    });

    const compare = (from: string, to: string, more = {}) =>
      compareAssessments(world.lead.caller, { product_id, from, to, ...more });
    const comparison = await compare(String(before!.id), "now");
    expect(comparison.questions.map(({ questionId, kinds }) => [questionId, kinds])).toEqual([
      [first!.id, ["answer", "score"]],
      [second!.id, ["comment"]],
      [third!.id, ["answer"]],
      [fourth!.id, ["answer", "status"]],
    ]);
    expect(comparison.questions[3]).toMatchObject({
      before: null,
      after: { notApplicable: true, text: "No such thing" },
    });
    expect(comparison).toMatchObject({ changed: 4, total: product.questions.length, from: { overall: 2 } });
    const section = comparison.sections[0]!;
    expect(section).toMatchObject({ before: 2, changed: 4 });
    expect(section.change).toBeCloseTo(section.after! - 2, 5);
    const said = (await compare(words, "now")).questions.find(({ questionId }) => questionId === third!.id)!;
    expect(said.textDiff).toContainEqual({ kind: "added", text: "twice" });
    expect(said.textDiff).toContainEqual({ kind: "removed", text: "once" });
    const all = await compare("now", "now", { all: true, limit: 500 });
    expect([all.changed, all.questions.length, all.change]).toEqual([0, product.questions.length, 0]);
  });

  it("is read page by page and section by section, by as many statements for a few answers as for all", async () => {
    const small = await addSubmitted(world, 1);
    const large = await addSubmitted(world, 40);
    const input = (product: { id: number }) => ({ product_id: product.id, from: "2000-01-01", to: "now" });
    const compare = (product: { id: number }, more = {}) =>
      compareAssessments(world.lead.caller, { ...input(product), ...more });
    const [one] = [await compare(small), await compare(large)];
    expect(one.changed).toBe(1);
    expect(await countStatements(() => compare(large))).toBe(await countStatements(() => compare(small)));
    const first = await compare(large, { limit: 25 });
    const rest = await compare(large, { limit: 25, cursor: first.next_cursor! });
    expect([first.questions.length, rest.questions.length, rest.next_cursor]).toEqual([25, 15, null]);
    const here = await compare(large, { section: first.sections[0]!.title });
    expect(here.listed).toBe(first.sections[0]!.changed);
  });
});

describe("a trend", () => {
  it("follows a section, or one of its dimensions", async () => {
    const product = await addSubmitted(world, 12);
    const results = await getResults(world.lead.caller, { product_id: product.id });
    const section = results.sections[0]!;
    const trend = (place: object) => getTrend(world.lead.caller, { product_id: product.id, ...place });
    expect((await trend({})).points[0]!.place).toBeNull();
    expect((await trend({ section: section.title })).points.at(-1)!.place).toEqual({
      self: section.average,
      validated: null,
    });
    const dimension = section.dimensions[0]!;
    const one = await trend({ section: section.title, dimension: dimension.key });
    expect(one.points.at(-1)!.place).toEqual({ self: dimension.average, validated: null });
    expect((await trend({ section: "Nowhere" })).points.at(-1)!.place).toEqual({ self: null, validated: null });
  });
});
