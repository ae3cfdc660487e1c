import { beforeAll, describe, expect, it } from "vitest";
import { addProduct, questionsOf } from "@/e2e/support/assessed";
import { anonymous, useWorld } from "@/e2e/support/world";
import { saveQuestionnaireResponse as save } from "./save-questionnaire-response";

const world = useWorld();
let product: Awaited<ReturnType<typeof addProduct>>;
let questions: Awaited<ReturnType<typeof questionsOf>>;

beforeAll(async () => {
  product = await addProduct(world);
  questions = await questionsOf(world, product.versionId);
});

const current = async (responseId: number) =>
  (await world.sql("select * from questionnaire_responses where id = $1", [responseId]))[0]!;

describe("saving an answer", () => {
  it("creates, then updates the one response, keeping every revision", async () => {
    const question = questions[0]!;
    const first = await save(world.client.caller, {
      product_id: product.id,
      question_id: question.id,
      option_id: question.options[1]!.id,
    });
    expect(first).toMatchObject({
      created: true,
      version: 1,
      status: "draft",
      maturity_score: 2,
      score_source: "option",
    });
    const second = await save(world.client.caller, {
      product_id: product.id,
      question: question.text,
      answer: "D",
      version: 1,
    });
    expect(second).toMatchObject({ created: false, response_id: first.response_id, version: 2, maturity_score: 4 });
    const revisions = await world.sql(
      "select version, maturity_score from response_revisions where response_id = $1 order by 1",
      [first.response_id],
    );
    expect(revisions).toEqual([
      { version: 1, maturity_score: 2 },
      { version: 2, maturity_score: 4 },
    ]);
    const trail = await world.sql(
      "select action, old_values, new_values, user_id, use_case from audit_log where table_name = 'questionnaire_responses' and record_id = $1 order by id",
      [first.response_id],
    );
    expect(trail).toHaveLength(2);
    expect(trail[1]).toMatchObject({
      action: "UPDATE",
      use_case: "assessment.response.save",
      user_id: world.client.id,
      old_values: { maturity_score: 2 },
      new_values: { maturity_score: 4 },
    });
  });

  it("never lets a stale write pass, and shows what stands", async () => {
    const question = questions[1]!;
    const body = { product_id: product.id, question_id: question.id };
    await save(world.client.caller, { ...body, answer: "A" });
    await save(world.client.caller, { ...body, answer: "B", version: 1 });
    await expect(save(world.client.caller, { ...body, answer: "C", version: 1 })).rejects.toMatchObject({
      code: "stale_version",
      extras: { details: { current: { version: 2, maturity_score: 2 } } },
    });
  });

  it("changes nothing when nothing is new", async () => {
    const body = { product_id: product.id, question_id: questions[2]!.id, answer: "A" };
    await save(world.client.caller, body);
    expect(await save(world.client.caller, body)).toMatchObject({ version: 1 });
  });

  it("scores a free question by the score given, or by its text", async () => {
    const given = await save(world.client.caller, {
      product_id: product.id,
      question: "Do you sign builds?",
      answer: "Sometimes, when we remember to",
      section: "Extra",
      dimension: "Signing",
      maturity_score: 4,
    });
    expect(given).toMatchObject({ maturity_score: 4, score_source: "provided" });
    expect(given.dimension_scores["Signing"]).toMatchObject({ average: 4, count: 1, section: "Extra" });
    const read = await save(world.client.caller, {
      product_id: product.id,
      question: "Do you review builds?",
      answer: "Every build is reviewed by a person",
      dimension: "Signing",
      section: "Extra",
    });
    expect(read).toMatchObject({ maturity_score: 3, score_source: "suggested" });
    expect(read.reasons).toEqual([
      expect.stringMatching(/^raised by “.*reviewed.*”$/),
      expect.stringMatching(/^confidence \d+ %$/),
    ]);
  });

  it("leaves what is not applicable out of the averages, and wants a reason", async () => {
    const body = { product_id: product.id, question_id: questions[3]!.id };
    await expect(save(world.client.caller, { ...body, not_applicable: true })).rejects.toMatchObject({
      extras: { fields: [{ path: "not_applicable_reason" }] },
    });
    const saved = await save(world.client.caller, {
      ...body,
      not_applicable: true,
      not_applicable_reason: "No pipeline",
    });
    expect(saved.maturity_score).toBeNull();
    expect(saved.dimension_scores[questions[3]!.dimension]).toMatchObject({ not_applicable: 1 });
  });

  it("names what is missing or wrong", async () => {
    const fields = (input: object) =>
      save(world.client.caller, input as never).then(
        () => [],
        (error: { code: string; extras: { fields: { path: string }[] } }) =>
          error.extras.fields.map(({ path }) => path),
      );
    expect(await fields({ product_id: "x" })).toEqual(expect.arrayContaining(["product_id"]));
    expect(await fields({ product_id: product.id, answer: "x" })).toEqual(["question"]);
    expect(await fields({ product_id: product.id, question_id: questions[0]!.id })).toEqual(["answer"]);
    expect(
      await fields({ product_id: product.id, question_id: questions[0]!.id, option_id: questions[1]!.options[0]!.id }),
    ).toEqual(["option_id"]);
    expect(await fields({ product_id: product.id, question_id: 999_999, answer: "A" })).toEqual(["question_id"]);
    expect(
      await fields({ product_id: product.id, question: "q", answer: "x", evidence_path: "../etc/passwd" }),
    ).toEqual(["evidence_path"]);
    expect(await fields({ product_id: product.id, question: "q", answer: "x", maturity_score: 6 })).toEqual([
      "maturity_score",
    ]);
  });

  it("keeps an approved answer as it is", async () => {
    const body = { product_id: product.id, question_id: questions[4]!.id };
    const saved = await save(world.client.caller, { ...body, answer: "C" });
    await world.sql("update questionnaire_responses set status = 'approved' where id = $1", [saved.response_id]);
    await expect(save(world.client.caller, { ...body, answer: "D" })).rejects.toMatchObject({ code: "locked" });
    expect(await current(saved.response_id)).toMatchObject({ maturity_score: 3 });
    await world.sql("update questionnaire_responses set status = 'draft' where id = $1", [saved.response_id]);
  });
});

describe("who may answer", () => {
  const body = () => ({ product_id: product.id, question_id: questions[5]!.id, answer: "B" });

  it.each([
    ["an outsider", () => anonymous, "unauthenticated"],
    ["another tenant's client", () => world.stranger.caller, "not_found"],
    ["another tenant's lead", () => world.strangersLead.caller, "not_found"],
    ["an analyst", () => world.analyst.caller, "not_found"],
    ["the lead", () => world.lead.caller, "forbidden"],
    ["a colleague who is no member", () => world.colleague.caller, "forbidden"],
  ])("refuses %s", async (_, caller, code) => {
    await expect(save(caller(), body())).rejects.toMatchObject({ code });
  });

  it("lets a member write into the owner's set, and says who did", async () => {
    const saved = await save(world.client.caller, body());
    await world.sql("insert into product_members (organization_id, product_id, user_id) values ($1, $2, $3)", [
      world.acme,
      product.id,
      world.colleague.id,
    ]);
    const by = await save(world.colleague.caller, { ...body(), answer: "C" });
    expect(by.response_id).toBe(saved.response_id);
    expect(await current(by.response_id)).toMatchObject({ user_id: world.client.id, answered_by: world.colleague.id });
  });

  it("keeps a colleague's own set apart", async () => {
    const own = await save(world.colleague.caller, { ...body(), user_id: world.colleague.id, answer: "E" });
    expect(own.created).toBe(true);
    expect(await current(own.response_id)).toMatchObject({ user_id: world.colleague.id });
    await expect(save(world.client.caller, { ...body(), user_id: world.colleague.id })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(save(world.superuser.caller, { ...body(), user_id: world.stranger.id })).rejects.toMatchObject({
      code: "invalid",
    });
  });
});

describe("scores under concurrency", () => {
  it("count every save once, whoever comes first", async () => {
    const fresh = await addProduct(world);
    const chosen = questions.slice(0, 40);
    await Promise.all(
      chosen.map((question, at) =>
        save(world.client.caller, {
          product_id: fresh.id,
          question_id: question.id,
          option_id: question.options[at % 5]!.id,
        }),
      ),
    );
    await Promise.all(
      chosen.map((question) =>
        save(world.client.caller, { product_id: fresh.id, question_id: question.id, answer: "C" }),
      ),
    );
    const wrong = await world.sql(
      `select m.dimension from maturity_scores m where m.product_id = $1 and (m.weighted_sum, m.answered) is distinct from
        (select (sum(r.maturity_score * 100 * r.weight)::bigint, count(*)::int) from questionnaire_responses r where r.product_id = $1 and r.dimension = m.dimension)`,
      [fresh.id],
    );
    expect(wrong).toEqual([]);
    expect((await world.sql("select answered, draft from answer_sets where product_id = $1", [fresh.id]))[0]).toEqual({
      answered: 40,
      draft: 40,
    });
  });

  it("counts concurrent first saves of a new set once", async () => {
    const fresh = await addProduct(world);
    const body = { product_id: fresh.id, question_id: questions[0]!.id, user_id: world.colleague.id };
    const saves = await Promise.all(
      ["A", "B", "C", "D"].map((answer) => save(world.colleague.caller, { ...body, answer })),
    );
    expect(saves.filter(({ created }) => created)).toHaveLength(1);
    const [set] = await world.sql("select answered from answer_sets where product_id = $1 and user_id = $2", [
      fresh.id,
      world.colleague.id,
    ]);
    expect(set).toEqual({ answered: 1 });
  });
});
