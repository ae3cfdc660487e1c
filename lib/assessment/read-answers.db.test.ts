import { beforeAll, describe, expect, it } from "vitest";
import { addProduct, maturityOfProduct, questionsOf } from "@/e2e/support/assessed";
import { anonymous, useWorld } from "@/e2e/support/world";
import { calculateProductMaturity } from "./calculate-product-maturity";
import { getProductResponses } from "./get-product-responses";
import { saveQuestionnaireResponse as save } from "./save-questionnaire-response";

const world = useWorld();
let product: Awaited<ReturnType<typeof addProduct>>;
let questions: Awaited<ReturnType<typeof questionsOf>>;

beforeAll(async () => {
  product = await addProduct(world);
  questions = await questionsOf(world, product.versionId);
  for (const [at, question] of questions.slice(0, 12).entries()) {
    await save(world.client.caller, {
      product_id: product.id,
      question_id: question.id,
      option_id: question.options[at % 5]!.id,
    });
  }
});

const list = async (input: object = {}, caller = world.client.caller) =>
  JSON.parse(await getProductResponses(caller, { product_id: product.id, ...input })) as {
    responses: Record<string, unknown>[];
    next_cursor: string | null;
  };

const refused = [
  ["an outsider", () => anonymous, "unauthenticated"],
  ["another tenant", () => world.stranger.caller, "not_found"],
  ["another tenant's lead", () => world.strangersLead.caller, "not_found"],
  ["an analyst", () => world.analyst.caller, "not_found"],
] as const;

describe("a product's responses", () => {
  it("come newest first, with what the contract names", async () => {
    const { responses, next_cursor } = await list();
    expect(next_cursor).toBeNull();
    expect(responses).toHaveLength(12);
    expect(responses[0]).toMatchObject({
      product_id: product.id,
      user_id: world.client.id,
      organization: "Acme",
      question: questions[11]!.text,
      question_id: questions[11]!.id,
      answer: questions[11]!.options[1]!.text,
      maturity_score: 2,
      max_score: 5,
      score_source: "option",
      not_applicable: false,
      evidence: [],
      evidence_path: null,
      status: "draft",
      version: 1,
    });
    expect(responses[0]!.updated_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it("page without gap or repetition", async () => {
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ limit: 5, cursor });
      seen.push(...page.responses.map(({ id }) => id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual((await list()).responses.map(({ id }) => id));
  });

  it("filter by user, section, dimension, status and time", async () => {
    expect((await list({ dimension: questions[0]!.dimension })).responses).toHaveLength(5);
    expect((await list({ status: "approved" })).responses).toHaveLength(0);
    expect((await list({ user_id: world.colleague.id })).responses).toHaveLength(0);
    expect((await list({ section: "Implementation" })).responses).toHaveLength(0);
    expect((await list({ updated_since: "2999-01-01T00:00:00Z" })).responses).toHaveLength(0);
  });

  it("refuse a cursor of elsewhere", async () => {
    await expect(list({ cursor: "nonsense" })).rejects.toMatchObject({ code: "malformed" });
  });

  it("are the lead's and the superuser's to read", async () => {
    expect((await list({}, world.lead.caller)).responses).toHaveLength(12);
    expect((await list({}, world.superuser.caller)).responses).toHaveLength(12);
  });

  it.each(refused)("are not shown to %s", async (_, caller, code) => {
    await expect(list({}, caller())).rejects.toMatchObject({ code });
  });
});

describe("a product's maturity", () => {
  it("is the weighted mean per dimension and the mean of the dimensions", async () => {
    const maturity = await maturityOfProduct(world.client.caller, { product_id: product.id });
    const [first, second, third] = [...new Set(questions.map(({ dimension }) => dimension))] as [
      string,
      string,
      string,
    ];
    expect(maturity.dimension_scores[first]).toMatchObject({ average: 3, count: 5, answered: 5, total: 5 });
    expect(maturity.dimension_scores[second]).toMatchObject({ average: 3, count: 5 });
    expect(maturity.dimension_scores[third]).toMatchObject({ average: 1.5, count: 2 });
    expect(maturity).toMatchObject({
      user_id: world.client.id,
      overall_score: 2.5,
      maturity_level: "Defined",
      coverage: 12 / questions.length,
      target: 3.5,
      validated: { overall_score: 1, maturity_level: "Initial", coverage: 0 },
    });
    expect(maturity.sections["Build and Deployment"]).toEqual({ average: 2.5, count: 3 });
  });

  it("is 1.0 where nothing is answered, and unknown for a stranger", async () => {
    const empty = await maturityOfProduct(world.client.caller, {
      product_id: product.id,
      user_id: world.colleague.id,
    });
    expect(empty).toMatchObject({ overall_score: 1, maturity_level: "Initial", coverage: 0 });
    const stranger = calculateProductMaturity(world.client.caller, {
      product_id: product.id,
      user_id: world.stranger.id,
    });
    await expect(stranger).rejects.toMatchObject({ code: "not_found" });
  });

  it.each(refused)("is not shown to %s", async (_, caller, code) => {
    await expect(calculateProductMaturity(caller(), { product_id: product.id })).rejects.toMatchObject({ code });
  });
});
