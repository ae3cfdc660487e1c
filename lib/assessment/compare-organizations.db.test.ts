import { expect, it } from "vitest";
import { addProduct, maturityOfProduct, questionsOf } from "@/e2e/support/assessed";
import { countStatements } from "@/e2e/support/count-statements";
import { anonymous, useWorld } from "@/e2e/support/world";
import { compareOrganizations } from "./compare-organizations";
import { listQuestionnaireUse } from "./list-questionnaire-use";
import { saveQuestionnaireResponse } from "./save-questionnaire-response";

const world = useWorld();

it("sets organizations side by side, what waits for review first, with the scores of their products", async () => {
  const product = await addProduct(world);
  await addProduct(world, world.stranger);
  const [question] = await questionsOf(world, product.versionId);
  await saveQuestionnaireResponse(world.client.caller, {
    product_id: product.id,
    question_id: question!.id,
    option_id: question!.options[3]!.id,
    submit: true,
  });
  const rows = await compareOrganizations(world.superuser.caller, {});
  expect(rows.map((row) => row.name)).toEqual(["Acme", "Other"]);
  const { overall_score } = await maturityOfProduct(world.superuser.caller, {
    product_id: product.id,
    user_id: world.client.id,
  });
  expect(rows[0]).toMatchObject({ products: 1, leads: 1, waiting: 1, score: overall_score, validatedCoverage: 0 });
  expect(rows[0]!.coverage).toBeCloseTo(1 / (await questionsOf(world, product.versionId)).length, 5);
  expect(rows[0]!.waitingSince).toBeInstanceOf(Date);
  expect(rows[1]).toMatchObject({ waiting: 0, score: null, coverage: 0, waitingSince: null });
  const few = await countStatements(() => compareOrganizations(world.superuser.caller, { limit: 1 }));
  expect(await countStatements(() => compareOrganizations(world.superuser.caller, {}))).toBe(few);
});

it("is for superusers only", async () => {
  await expect(compareOrganizations(anonymous, {})).rejects.toMatchObject({ code: "unauthenticated" });
  for (const person of [world.client, world.lead, world.stranger, world.analyst]) {
    await expect(compareOrganizations(person.caller, {})).rejects.toMatchObject({ code: "forbidden" });
  }
});

it("shows superusers which questionnaires are used, and how much is in them", async () => {
  const [version] = await listQuestionnaireUse(world.superuser.caller, {});
  expect(version).toMatchObject({ status: "published", sections: 5, dimensions: 23, questions: 115, products: 2 });
  await expect(listQuestionnaireUse(anonymous, {})).rejects.toMatchObject({ code: "unauthenticated" });
  await expect(listQuestionnaireUse(world.client.caller, {})).rejects.toMatchObject({ code: "forbidden" });
  await expect(listQuestionnaireUse(world.stranger.caller, {})).rejects.toMatchObject({ code: "forbidden" });
});
