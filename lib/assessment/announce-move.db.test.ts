import { expect, it } from "vitest";
import { addMovable, newQuestionnaire, stages, type Asked } from "@/e2e/support/moving";
import { useWorld } from "@/e2e/support/world";
import { moveProduct } from "./move-product";
import { saveQuestionnaireResponse } from "./save-questionnaire-response";

const world = useWorld();

const asked: Asked[] = ["A", "B", "C"].map((code) => ({ code, text: `${code}?`, options: stages(0, 5) }));

async function movable() {
  const questionnaire = newQuestionnaire(world);
  const from = await questionnaire.publish("1", asked);
  const ids = await questionnaire.questionIds(from);
  const product = await addMovable(world, from, ids);
  for (const code of ["A", "B", "C"]) await product.answer(code, { answer: "Stage B" });
  const to = await questionnaire.publish("2", [
    asked[0]!,
    { ...asked[1]!, options: stages(0, 4) },
    { code: "N", text: "Is it new?", options: stages(0, 5) },
  ]);
  return { id: product.id, to, question: ids.A! };
}

const told = (productId: number) =>
  world.sql<{ user_id: number }>(
    "select user_id, kind, topic, subject, detail from notifications where link = $1 order by user_id",
    [`/products/${productId}`],
  );
const move = (product: { id: number; to: number }, { caller } = world.client) =>
  moveProduct(caller, { product_id: product.id, questionnaire_version_id: product.to });

it("tells members, leads and those with answers of their own once, and not who moved it", async () => {
  const product = await movable();
  await saveQuestionnaireResponse(world.colleague.caller, {
    product_id: product.id,
    user_id: world.colleague.id,
    question_id: product.question,
    answer: "Stage A",
  });
  await move(product);
  await move(product);
  const notices = await told(product.id);
  expect(notices.map(({ user_id }) => user_id)).toEqual([world.colleague.id, world.lead.id].sort((a, b) => a - b));
  expect(notices[0]).toMatchObject({
    kind: "product_moved",
    topic: "round",
    subject: expect.stringMatching(/^Moving \S+ moved to version 2 of Moving questions$/),
    detail: "Of its answers 1 kept, 1 to answer again, 1 dropped. New questions: 1.",
  });
});

it("tells the owner and members where a superuser moved it", async () => {
  const product = await movable();
  await world.sql("insert into product_members (organization_id, product_id, user_id) values ($1, $2, $3)", [
    world.acme,
    product.id,
    world.colleague.id,
  ]);
  await move(product, world.superuser);
  const people = [world.client.id, world.colleague.id, world.lead.id].sort((a, b) => a - b);
  expect((await told(product.id)).map(({ user_id }) => user_id)).toEqual(people);
});

it("tells nobody of a move that does not happen", async () => {
  const product = await movable();
  const stale = { product_id: product.id, state: "0".repeat(32) };
  await expect(moveProduct(world.client.caller, stale)).rejects.toMatchObject({ code: "conflict" });
  expect(await told(product.id)).toEqual([]);
});
