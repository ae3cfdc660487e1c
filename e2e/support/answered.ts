import { saveQuestionnaireResponse } from "@/lib/assessment/save-questionnaire-response";
import { submitResponses } from "@/lib/assessment/submit-responses";
import { addProduct, questionsOf } from "./assessed";
import type { World } from "./world";

/** A product of the world's client whose first `count` questions are answered with option B, as drafts. */
export async function addAnswered(world: World, count: number) {
  const product = await addProduct(world);
  const questions = await questionsOf(world, product.versionId);
  const responses: number[] = [];
  for (const question of questions.slice(0, count)) {
    const saved = await saveQuestionnaireResponse(world.client.caller, {
      product_id: product.id,
      question_id: question.id,
      option_id: question.options[1]!.id,
    });
    responses.push(saved.response_id);
  }
  return { ...product, questions, responses };
}

/** The same, handed in: every response is at version 2. */
export async function addSubmitted(world: World, count: number) {
  const product = await addAnswered(world, count);
  await submitResponses(world.client.caller, { product_id: product.id });
  return product;
}
