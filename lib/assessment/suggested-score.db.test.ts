import { beforeAll, describe, expect, it } from "vitest";
import { addProduct, maturityOfProduct, questionsOf } from "@/e2e/support/assessed";
import { useWorld } from "@/e2e/support/world";
import { checkScores } from "./check-scores";
import { getReview } from "./get-review";
import { saveLeadComment } from "./save-lead-comment";
import { saveQuestionnaireResponse as save } from "./save-questionnaire-response";

const world = useWorld();
let product: Awaited<ReturnType<typeof addProduct>>;
let question: Awaited<ReturnType<typeof questionsOf>>[number];

beforeAll(async () => {
  product = await addProduct(world);
  const questions = await questionsOf(world, product.versionId);
  question = questions.find(({ text }) => text.startsWith("How are known vulnerabilities in third-party"))!;
});

const answered = (answer: string, more: object = {}) =>
  save(world.client.caller, { product_id: product.id, question_id: question.id, answer, ...more });
const maturity = () => maturityOfProduct(world.client.caller, { product_id: product.id });

describe("a suggested score", () => {
  it("counts at once, and as validated only once a lead has approved it", async () => {
    const saved = await answered("Every build is scanned automatically and blocked when a vulnerability is found.", {
      submit: true,
    });
    expect(saved).toMatchObject({ maturity_score: 4, score_source: "suggested" });
    expect(saved.reasons!.at(-1)).toMatch(/^confidence \d\d %$/);
    const before = await maturity();
    expect(before.dimension_scores[question.dimension]).toMatchObject({ average: 4, validated: { average: null } });

    const review = await getReview(world.lead.caller, { response_id: saved.response_id });
    expect(review.answer).toMatchObject({ maturity_score: 4, score_source: "suggested", reasons: saved.reasons });
    await saveLeadComment(world.lead.caller, {
      product_id: product.id,
      response_id: saved.response_id,
      status: "approved",
      response_version: saved.version,
    });
    const after = await maturity();
    expect(after.dimension_scores[question.dimension]).toMatchObject({ average: 4, validated: { average: 4 } });
    expect(await checkScores(world.superuser.caller, { product_id: product.id })).toMatchObject({ ok: true });
  });

  it("is none where the text does not say enough, and says so; a person's choice wins", async () => {
    product = await addProduct(world);
    const vague = await answered("We take security very seriously.");
    expect(vague).toMatchObject({ maturity_score: null, score_source: "none" });
    expect(vague.reasons).toEqual(["no score suggested: it does not say how this is done"]);
    expect((await maturity()).dimension_scores[question.dimension]?.average ?? null).toBeNull();
    const chosen = await answered("Nobody scans anything.", { maturity_score: 3 });
    expect(chosen).toMatchObject({ maturity_score: 3, score_source: "provided" });
    expect(chosen.reasons).toBeUndefined();
  });
});
