import { beforeAll, describe, expect, it } from "vitest";
import { addProduct, maturityOfProduct, questionsOf } from "@/e2e/support/assessed";
import { countStatements } from "@/e2e/support/count-statements";
import { anonymous, useWorld } from "@/e2e/support/world";
import { getDimensionResults } from "./get-dimension-results";
import { getResults } from "./get-results";
import { getTrend } from "./get-trend";
import { saveLeadComment } from "./save-lead-comment";
import { saveQuestionnaireResponse as save } from "./save-questionnaire-response";

const world = useWorld();
let product: Awaited<ReturnType<typeof addProduct>>;
let questions: Awaited<ReturnType<typeof questionsOf>>;

/** Answers the first `count` questions of the product with option `of(index)`, handing in the first `submitted`. */
async function answer(count: number, submitted: number, of = (index: number) => index % 5) {
  const saved = [];
  for (const [index, question] of questions.slice(0, count).entries()) {
    const option = question.options[of(index)]!;
    saved.push(
      await save(world.client.caller, {
        product_id: product.id,
        question_id: question.id,
        option_id: option.id,
        submit: index < submitted,
      }),
    );
  }
  return saved;
}

beforeAll(async () => {
  product = await addProduct(world);
  questions = await questionsOf(world, product.versionId);
  const saved = await answer(17, 4);
  for (const { response_id, version } of saved.slice(0, 4)) {
    await saveLeadComment(world.lead.caller, {
      product_id: product.id,
      response_id,
      status: "approved",
      response_version: version,
    });
  }
  await save(world.client.caller, {
    product_id: product.id,
    question_id: questions[20]!.id,
    not_applicable: true,
    not_applicable_reason: "There is no such thing here",
  });
  await save(world.client.caller, {
    product_id: product.id,
    question: "Do you threat model?",
    section: "Extra",
    dimension: "Free",
    maturity_score: 2,
    answer: "Sometimes",
  });
  await save(world.colleague.caller, {
    product_id: product.id,
    user_id: world.colleague.id,
    question_id: questions[0]!.id,
    option_id: questions[0]!.options[4]!.id,
  });
});

describe("results", () => {
  it("are calculateProductMaturity's figures, dimension by dimension", async () => {
    const maturity = await maturityOfProduct(world.client.caller, { product_id: product.id });
    const results = await getResults(world.client.caller, { product_id: product.id });
    expect(results.maturity).toMatchObject({
      overall_score: maturity.overall_score,
      maturity_level: maturity.maturity_level,
      coverage: maturity.coverage,
      validated: maturity.validated,
    });
    const shown = results.sections.flatMap(({ dimensions }) => dimensions);
    expect(shown.map(({ key }) => key).sort()).toEqual(Object.keys(maturity.dimension_scores).sort());
    for (const dimension of shown) {
      const score = maturity.dimension_scores[dimension.key]!;
      expect(dimension).toMatchObject({
        average: score.average,
        validated: score.validated.average,
        answered: score.answered,
        total: score.total,
      });
    }
    for (const section of results.sections) {
      expect(section.average).toBe(maturity.sections[section.title]!.average);
    }
    expect(results.sections.at(-1)).toMatchObject({
      id: null,
      title: "Extra",
      dimensions: [{ id: null, title: "Free" }],
    });
    expect(results.counts).toMatchObject({ answered: 17, notApplicable: 1, approved: 4 });
    expect(results.maturity.validated.overall_score).toBeGreaterThan(0);
  });

  it("measure the gap to the target, none without a score", async () => {
    const { sections, product: shown } = await getResults(world.lead.caller, { product_id: product.id });
    expect(shown.target).toBe(3.5);
    for (const { average, gap } of sections.flatMap(({ dimensions }) => dimensions)) {
      if (average === null) expect(gap).toBeNull();
      else expect(gap).toBeCloseTo(Math.max(0, 3.5 - average), 2);
    }
  });

  it("show the sets of other users apart", async () => {
    const own = await getResults(world.client.caller, { product_id: product.id });
    expect(own.set).toMatchObject({ userId: world.client.id, isProducts: true });
    expect(own.sets).toMatchObject([
      { userId: world.client.id, isProducts: true },
      { userId: world.colleague.id, isProducts: false, answered: 1 },
    ]);
    const other = await getResults(world.superuser.caller, { product_id: product.id, user_id: world.colleague.id });
    expect(other).toMatchObject({
      set: { isProducts: false },
      counts: { answered: 1 },
      maturity: { overall_score: 5 },
    });
    await expect(
      getResults(world.client.caller, { product_id: product.id, user_id: world.lead.id }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  it("of a product nobody answered are empty, not wrong", async () => {
    const fresh = await addProduct(world);
    const results = await getResults(world.client.caller, { product_id: fresh.id });
    expect(results).toMatchObject({ status: "not_started", maturity: { overall_score: 1, coverage: 0 } });
    const detail = results.sections[0]!.dimensions[0]!;
    const explained = await getDimensionResults(world.client.caller, {
      product_id: fresh.id,
      dimension_id: detail.id!,
    });
    expect(explained.questions.length).toBe(detail.total);
    expect(explained.questions.every(({ response }) => response === null)).toBe(true);
  });

  it("ask a constant number of queries, however much is answered", async () => {
    const fresh = await addProduct(world);
    const all = (id: number) => async () => {
      await getResults(world.client.caller, { product_id: id });
      await getTrend(world.client.caller, { product_id: id });
    };
    await all(product.id)();
    const full = await countStatements(all(product.id));
    expect(full).toBe(await countStatements(all(fresh.id)));
    expect(full).toBeLessThanOrEqual(8);
  });
});

describe("a dimension's score", () => {
  it("is explained by its responses, scores and weights", async () => {
    const { sections } = await getResults(world.client.caller, { product_id: product.id });
    const answered = sections
      .flatMap(({ dimensions }) => dimensions)
      .filter(({ count, id }) => count > 0 && id !== null);
    expect(answered.length).toBeGreaterThan(2);
    for (const dimension of answered) {
      const { questions: shown } = await getDimensionResults(world.lead.caller, {
        product_id: product.id,
        dimension_id: dimension.id!,
      });
      expect(shown).toHaveLength(dimension.total);
      const scored = shown.filter(({ response }) => response !== null && response.score !== null);
      const sum = scored.reduce((total, { weight, response }) => total + weight * response!.score!, 0);
      const weight = scored.reduce((total, question) => total + question.weight, 0);
      expect(sum / weight).toBeCloseTo(dimension.average!, 10);
      const approved = scored.filter(({ response }) => response!.status === "approved");
      expect(approved).toHaveLength(dimension.approved);
    }
  });

  it("is explained for questions that stand in no questionnaire too", async () => {
    const explained = await getDimensionResults(world.client.caller, {
      product_id: product.id,
      section: "Extra",
      dimension: "Free",
    });
    expect(explained.questions).toMatchObject([
      { text: "Do you threat model?", response: { answer: "Sometimes", score: 2, source: "provided" } },
    ]);
  });

  it("is not there for a dimension of no such name", async () => {
    const ask = (input: object) => getDimensionResults(world.client.caller, { product_id: product.id, ...input });
    await expect(ask({ dimension_id: 99_999 })).rejects.toMatchObject({ code: "not_found" });
    await expect(ask({ dimension: "None" })).rejects.toMatchObject({ code: "not_found" });
    await expect(ask({})).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("the trend", () => {
  it("has the last snapshot of each day, and one to compare with", async () => {
    const fresh = await addProduct(world);
    const insert = (daysAgo: number, hour: number, overall: number) =>
      world.sql(
        `insert into snapshots (organization_id, product_id, user_id, cause, overall_score, validated_score, coverage, validated_coverage, scores, taken_at)
         values ($1, $2, $3, 'submit', $4, null, 0.5, 0, '[{"section":"S","dimension":"D","average":1.25,"validated":null}]',
           date_trunc('day', now()) - make_interval(days => $5) + make_interval(hours => $6))`,
        [world.acme, fresh.id, world.client.id, overall, daysAgo, hour],
      );
    for (const [days, hour, overall] of [
      [90, 1, 1.2],
      [90, 5, 1.35],
      [45, 1, 2.1],
      [10, 1, 2.55],
    ] as const)
      await insert(days, hour, overall);
    const trend = await getTrend(world.client.caller, { product_id: fresh.id });
    expect(trend.points.map(({ overall }) => overall)).toEqual([1.35, 2.1, 2.55]);
    expect(trend.earlier).toMatchObject({ overall: 2.1, scores: [{ dimension: "D", average: 1.25 }] });
    expect(trend.picked).toBeNull();
    const { picked } = await getTrend(world.client.caller, { product_id: fresh.id, snapshot_id: trend.points[0]!.id });
    expect(picked).toMatchObject({ overall: 1.35 });
    const elsewhere = await getTrend(world.client.caller, { product_id: product.id, snapshot_id: trend.points[0]!.id });
    expect(elsewhere.picked).toBeNull();
  });
});

describe.each([
  ["results", () => getResults],
  ["trend", () => getTrend],
  ["a dimension", () => getDimensionResults],
])("%s to others", (_, useCase) => {
  const ask = (caller: typeof anonymous) =>
    (useCase() as typeof getResults)(caller, { product_id: product.id, dimension_id: 1 } as { product_id: number });

  it("are closed to strangers and visitors, and to analysts", async () => {
    await expect(ask(anonymous)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(ask(world.stranger.caller)).rejects.toMatchObject({ code: "not_found" });
    await expect(ask(world.strangersLead.caller)).rejects.toMatchObject({ code: "not_found" });
    await expect(ask(world.analyst.caller)).rejects.toMatchObject({ code: "not_found" });
  });
});
