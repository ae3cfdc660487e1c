import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { countStatements } from "@/e2e/support/count-statements";
import { addTyped, typed } from "@/e2e/support/typed-questionnaire";
import { maturityOfProduct } from "@/e2e/support/assessed";
import { anonymous, useWorld } from "@/e2e/support/world";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { checkScores } from "./check-scores";
import { getDimensionResults } from "./get-dimension-results";
import { getProductProgress } from "./get-product-progress";
import { getReviewQueue } from "./get-review-queue";
import { getSection } from "./get-section";
import { listProducts } from "./list-products";
import { questionsIn } from "./outline";
import { publishDraft } from "./publish-draft";
import { reopenResponse } from "./reopen-response";
import { saveLeadComment } from "./save-lead-comment";
import { saveQuestionnaireResponse as save } from "./save-questionnaire-response";
import { submitResponses } from "./submit-responses";

const world = useWorld();
const client = () => world.client.caller;

async function open(model?: string) {
  const product = await addTyped(world.sql, world.client, model);
  const answer = (code: string, said: string, rest: object = {}) =>
    save(client(), { product_id: product.id, question_id: product.questions[code]!.id, answer: said, ...rest });
  const progress = () => getProductProgress(client(), { product_id: product.id });
  return {
    ...product,
    answer,
    progress,
    /** Codes of the questions that are asked. */
    asked: async () => {
      const ids = new Set(questionsIn((await progress()).outline).map(({ id }) => id));
      return Object.values(product.questions).flatMap(({ id, code }) => (ids.has(id) ? code : []));
    },
    agrees: async () =>
      expect(await checkScores(world.superuser.caller, { product_id: product.id })).toEqual({
        ok: true,
        disagreements: [],
      }),
  };
}

const ALWAYS = ["B1", "R1", "R2", "R3"];

describe("a question with a condition", () => {
  it("is asked once its condition is met, and what depends on it follows", async () => {
    const product = await open();
    expect(await product.asked()).toEqual(ALWAYS);
    expect((await product.progress()).product.progress).toMatchObject({ total: 4 });
    await product.answer("B1", "Yes");
    expect(await product.asked()).toEqual(["B1", "B2", "R1", "R2", "R3"]);
    await product.answer("B2", "A, C");
    expect(await product.asked()).toEqual(["B1", "B2", "B3", "R1", "R2", "R3", "C2"]);
    expect((await product.progress()).product.progress).toMatchObject({ total: 7, answered: 2 });
    await product.answer("B1", "No");
    expect(await product.asked()).toEqual(["B1", "R1", "R2", "R3", "C1"]);
    await product.agrees();
  });

  it("keeps its answer, which counts again when it is asked again", async () => {
    const product = await open();
    await product.answer("B1", "Yes");
    await product.answer("B2", "A, B");
    await product.answer("B3", "30");
    const before = await maturityOfProduct(client(), { product_id: product.id });
    expect(before.dimension_scores.Builds).toMatchObject({
      average: (5 + 3.5 + 5) / 3,
      count: 3,
      total: 3,
      answered: 3,
    });
    await product.answer("B1", "No");
    const without = await maturityOfProduct(client(), { product_id: product.id });
    expect(without.dimension_scores.Builds).toMatchObject({ average: 0, count: 1, total: 1, answered: 1 });
    await product.agrees();
    const kept = await world.sql(
      "select answer, asked, version from questionnaire_responses where product_id = $1 order by question_id",
      [product.id],
    );
    expect(kept).toEqual([
      { answer: "No", asked: true, version: 2 },
      { answer: "Unit tests; Static analysis", asked: false, version: 1 },
      { answer: "30", asked: false, version: 1 },
    ]);
    await product.answer("B1", "Yes");
    const again = await maturityOfProduct(client(), { product_id: product.id });
    expect(again.dimension_scores).toEqual(before.dimension_scores);
    await product.agrees();
  });

  it("takes an answer that comes before it is asked, and does not count it until then", async () => {
    const product = await open();
    expect(await product.answer("B2", "A")).toMatchObject({
      asked: false,
      dimension_scores: { Builds: { answered: 0 } },
    });
    await expect(product.answer("B2", "B", { submit: true })).rejects.toMatchObject({
      extras: { fields: [{ path: "submit" }] },
    });
    await product.agrees();
    expect(await product.answer("B1", "Yes")).toMatchObject({
      asked: true,
      dimension_scores: { Builds: { answered: 2 } },
    });
    await product.agrees();
  });

  it("is not asked when what decides it does not apply", async () => {
    const product = await open();
    await product.answer("B1", "Yes");
    await product.answer("B1", "", { not_applicable: true, not_applicable_reason: "No builds" });
    expect(await product.asked()).toEqual(ALWAYS);
    await product.agrees();
  });

  it("leaves submission, the review queue and verdicts while it is not asked", async () => {
    const product = await open();
    const queue = async () =>
      (await getReviewQueue(world.lead.caller, { product_id: product.id })).reviews.map(
        ({ response_id }) => response_id,
      );
    await product.answer("B1", "Yes");
    const checks = await product.answer("B2", "A");
    expect(await submitResponses(client(), { product_id: product.id })).toMatchObject({ submitted: 2 });
    expect(await queue()).toContain(checks.response_id);
    await product.answer("B1", "No");
    expect(await queue()).not.toContain(checks.response_id);
    const verdict = { product_id: product.id, response_id: checks.response_id, response_version: 2, comment: "Fine" };
    await expect(saveLeadComment(world.lead.caller, { ...verdict, status: "approved" })).rejects.toMatchObject({
      code: "conflict",
    });
    const { missing, submitted } = await submitResponses(client(), { product_id: product.id });
    expect(submitted).toBe(0);
    expect(missing.map(({ text }) => text)).toEqual(
      [...ALWAYS.slice(1), "C1"].map(
        (code) => typed.flatMap(({ questions }) => questions).find((q) => q.code === code)!.text,
      ),
    );
    await product.agrees();
    await product.answer("B1", "Yes");
    expect(await queue()).toContain(checks.response_id);
    await product.agrees();
  });

  it("lets a product be filled and completed without it, in the list too", async () => {
    const product = await open();
    const found = async () =>
      (await listProducts(client(), { limit: 100, status: (await product.progress()).product.status })).products.find(
        ({ id }) => id === product.id,
      );
    for (const [code, said] of [
      ["B1", "No"],
      ["R1", "2026-01-01"],
      ["R2", "In a book"],
      ["R3", "B"],
    ] as const)
      await product.answer(code, said);
    expect(await found()).toMatchObject({ status: "in_progress", progress: { answered: 4, total: 5 } });
    await product.answer("C1", "C");
    expect(await found()).toMatchObject({ status: "filled", progress: { answered: 5, total: 5, share: 1 } });
    expect(await maturityOfProduct(client(), { product_id: product.id })).toMatchObject({ coverage: 1 });
  });

  it("is shown as not asked by the section and behind the score", async () => {
    const product = await open();
    const page = await getSection(client(), { product_id: product.id, section_id: product.questions.B1!.sectionId });
    expect(page.rules.map(({ questionId }) => questionId)).toEqual(
      ["B2", "B3", "C1", "C2"].map((code) => product.questions[code]!.id),
    );
    expect(page.deciding.map(({ text, chosen }) => [text, chosen])).toEqual([
      ["Do builds run by themselves?", []],
      ["Which checks run in every build?", []],
    ]);
    await product.answer("B1", "Yes");
    const after = await getSection(client(), { product_id: product.id, section_id: product.questions.B1!.sectionId });
    expect(after.deciding[0]!.chosen).toEqual([product.questions.B1!.options[0]!.id]);
    const [row] = await world.sql<{ id: number }>("select dimension_id as id from questions where id = $1", [
      product.questions.B2!.id,
    ]);
    const { questions } = await getDimensionResults(client(), { product_id: product.id, dimension_id: row!.id });
    expect(questions.map(({ code, asked }) => [code, asked])).toEqual([
      ["B1", true],
      ["B2", true],
      ["B3", false],
    ]);
    await product.answer("B2", "A");
    await product.answer("B1", "No");
    const closed = await getDimensionResults(client(), { product_id: product.id, dimension_id: row!.id });
    expect(closed.questions.map(({ response }) => response?.score)).toEqual([0, null, undefined]);
    expect(closed.dimension).toMatchObject({ average: 0, total: 1 });
  });

  it("costs the deciding answer two statements and others none", async () => {
    const product = await open();
    await product.answer("B1", "Yes");
    await product.answer("R1", "2026-01-01");
    const plain = await countStatements(() => product.answer("R1", "2026-01-02"));
    expect(await countStatements(() => product.answer("B1", "No"))).toBe(plain + 2);
    expect(await countStatements(() => product.answer("B1", "No", { comment: "Not yet" }))).toBe(plain);
    await product.answer("B1", "Yes");
    await product.answer("B2", "A");
    // Nothing turns: what was read is all.
    expect(await countStatements(() => product.answer("B2", "A; Static analysis"))).toBe(plain + 2);
    expect(await countStatements(() => product.answer("B2", "B"))).toBe(plain + 1);
  });
});

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("decide" as const),
      code: fc.constant("B1"),
      said: fc.constantFrom("Yes", "No", ""),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("decide" as const),
      code: fc.constant("B2"),
      said: fc.constantFrom("A", "A, C", "B", "None of these", "A, B, C", ""),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("decide" as const),
      code: fc.constant("B3"),
      said: fc.constantFrom("0", "7", "30"),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("decide" as const),
      code: fc.constantFrom("C1", "R3"),
      said: fc.constantFrom("A", "C", "In words"),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("decide" as const),
      code: fc.constant("C2"),
      said: fc.constantFrom("Yes", "No"),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("skip" as const), code: fc.constantFrom("B1", "B2", "C2") }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("submit" as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("judge" as const),
      at: fc.nat(7),
      status: fc.constantFrom("approved" as const, "needs_revision" as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("reopen" as const), at: fc.nat(7) }) },
);

describe.each(["mean", "high_water", "samm"])("what is kept under %s", (model) => {
  it("agrees with a recomputation after any sequence of answers, submissions and verdicts", async () => {
    const allowed = { done: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 30 }), async (steps) => {
        const product = await open(model);
        for (const one of steps) {
          try {
            if (one.do === "decide") await product.answer(one.code, one.said, { partial: true });
            else if (one.do === "skip")
              await product.answer(one.code, "", { not_applicable: true, not_applicable_reason: "None" });
            else if (one.do === "submit") await submitResponses(client(), { product_id: product.id });
            else await judge(product.id, one);
            allowed.done += 1;
          } catch (error) {
            if (!(error instanceof Fault)) throw error;
            allowed.refused += 1;
          }
          await product.agrees();
        }
      }),
      { numRuns: 8 },
    );
    expect(allowed.done).toBeGreaterThan(allowed.refused);
  }, 120_000);
});

async function judge(
  productId: number,
  one: { do: "judge"; at: number; status: "approved" | "needs_revision" } | { do: "reopen"; at: number },
) {
  const rows = await world.sql<{ id: number; version: number }>(
    "select id, version from questionnaire_responses where product_id = $1 order by id",
    [productId],
  );
  const row = rows[one.at % rows.length];
  if (!row) return;
  const of = { response_id: row.id, response_version: row.version };
  if (one.do === "reopen") return reopenResponse(world.lead.caller, { ...of, reason: "Look again" });
  return saveLeadComment(world.lead.caller, { ...of, product_id: productId, status: one.status, comment: "Because" });
}

it("is the same however saves that decide and depend meet", async () => {
  const product = await open("samm");
  const saves = ["Yes", "No", "Yes"].flatMap((said, at) => [
    () => product.answer("B1", said),
    () => product.answer("B2", at === 1 ? "None of these" : "A, C"),
    () => product.answer("B3", String(at * 10)),
    () => product.answer("C2", at === 1 ? "No" : "Yes"),
  ]);
  await Promise.all(saves.map((each) => each()));
  await product.agrees();
});

it("is named by the check where it is kept wrongly", async () => {
  const product = await open();
  await product.answer("B1", "Yes");
  await product.answer("B2", "A");
  await world.sql("update answer_sets set asked = '{}' where product_id = $1", [product.id]);
  await world.sql("update questionnaire_responses set asked = false where product_id = $1 and question_id = $2", [
    product.id,
    product.questions.B2!.id,
  ]);
  const { disagreements } = await checkScores(world.superuser.caller, { product_id: product.id });
  expect(disagreements.map(({ table_name, place }) => [table_name, place])).toEqual([
    ["answer_sets", "asked"],
    ["questionnaire_responses", "Which checks run in every build?"],
  ]);
});

it("keeps a version with a condition that can never be decided from being published", async () => {
  const product = await open();
  const [draft] = await world.sql<{ id: number }>(
    `insert into questionnaire_versions (questionnaire_id, version, questions_count)
     select questionnaire_id, '2', 1 from questionnaire_versions where id = $1 returning id`,
    [product.versionId],
  );
  await world.sql(
    `with s as (insert into sections (version_id, position, title) values ($1, 0, 'S') returning id),
       d as (insert into dimensions (section_id, position, title) select id, 0, 'D' from s returning id)
     insert into questions (version_id, dimension_id, position, code, text, condition)
     select $1, id, 0, 'Q1', 'Is it?', '{"question": "Q9", "match": "any", "options": [1]}' from d`,
    [draft!.id],
  );
  const { tree, status } = await publishing(draft!.id);
  expect(tree).toMatchObject({ code: "invalid", extras: { fields: [{ path: "condition" }] } });
  expect(status).toBe("draft");
});

async function publishing(versionId: number) {
  const publish = command({
    action: "assessment.questionnaire.publish_built_in",
    as: "system:migrate",
    input: z.object({}),
    allow: () => true,
    run: ({ tx }) => publishDraft(tx, versionId),
  });
  const tree: unknown = await publish(anonymous, {}).catch((error: unknown) => error);
  const [row] = await world.sql<{ status: string }>("select status from questionnaire_versions where id = $1", [
    versionId,
  ]);
  return { tree, status: row!.status };
}
