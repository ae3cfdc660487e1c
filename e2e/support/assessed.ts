import { calculateProductMaturity } from "@/lib/assessment/calculate-product-maturity";
import type { Maturity } from "@/lib/assessment/maturity";
import { publishBuiltInQuestionnaire } from "@/lib/assessment/publish-built-in-questionnaire";
import { forgetQuestionnaires } from "@/lib/assessment/questionnaire";
import type { Caller } from "@/lib/kernel/actor";
import { anonymous, type World } from "./world";

/** A product of the world's client with its (empty) answer set on the built-in questionnaire. */
export async function addProduct(world: World, owner = world.client) {
  forgetQuestionnaires();
  const { versionId } = await publishBuiltInQuestionnaire(anonymous, {});
  const [product] = await world.sql<{ id: number }>(
    `insert into products (organization_id, name, owner_id, questionnaire_version_id, target_level)
     values ($1, 'Product ' || gen_random_uuid(), $2, $3, 3.5) returning id`,
    [owner.organizationId, owner.id, versionId],
  );
  await world.sql("insert into answer_sets (organization_id, product_id, user_id) values ($1, $2, $3)", [
    owner.organizationId,
    product!.id,
    owner.id,
  ]);
  return { id: product!.id, versionId };
}

/** The questions of a version in order, with the ids of their options. */
export async function questionsOf(world: World, versionId: number) {
  return world.sql<{ id: number; text: string; dimension: string; options: { id: number; text: string }[] }>(
    `select q.id, q.text, d.title as dimension, (select json_agg(json_build_object('id', o.id, 'text', o.text) order by o.position)
       from options o where o.question_id = q.id) as options
     from questions q join dimensions d on d.id = q.dimension_id join sections s on s.id = d.section_id
     where q.version_id = $1 order by s.position, d.position, q.position`,
    [versionId],
  );
}

/** The scores that the API gives of a product. */
export async function maturityOfProduct(caller: Caller, input: { product_id: number; user_id?: number }) {
  return JSON.parse(await calculateProductMaturity(caller, input)) as Maturity & {
    product_id: number;
    user_id: number;
  };
}
