import { replaceTargets } from "@/db/queries/assessment/plan";
import { findProduct } from "@/db/queries/assessment/products";
import { updateProductDetails } from "@/db/queries/assessment/write-product";
import { command } from "@/lib/kernel/command";
import { invalidField } from "@/lib/kernel/fault";
import { canSetTargets } from "./plan-policy";
import { accessTo, describeProduct, staleProduct } from "./product";
import { loadQuestionnaire } from "./questionnaire";
import { targetsInput } from "./target-input";

/**
 * Sets where a product wants to be: as a whole, and where sections or dimensions differ from that. One change of the
 * product, under its version.
 * @throws Fault stale_version when `version` is not the current one, invalid for what is not of the questionnaire
 */
export const saveTargets = command({
  action: "assessment.targets.save",
  scope: "products:write",
  subject: "product",
  input: targetsInput,
  target: (tx, input) => findProduct(tx, input.product_id),
  allow: (actor, product) => canSetTargets(actor, accessTo(product)),
  run: async ({ tx, target }, input) => {
    const questionnaire = await loadQuestionnaire(tx, target.questionnaire_version_id);
    const places = new Set(
      questionnaire.questions.flatMap(({ section, dimension }) => [`${section}\0`, `${section}\0${dimension}`]),
    );
    const given = new Map<string, { section: string; dimension: string; level: number }>();
    for (const { section, dimension, level } of input.targets) {
      const key = `${section}\0${dimension}`;
      if (!places.has(key))
        throw invalidField("targets", `names “${dimension || section}”, which the questionnaire does not have`);
      if (given.has(key)) throw invalidField("targets", `names “${dimension || section}” twice`);
      if (level !== null) given.set(key, { section, dimension, level });
    }
    const changed = await updateProductDetails(tx, target.id, input.version ?? target.version, {
      targetLevel: input.target_level,
    });
    if (!changed) throw staleProduct(describeProduct(target));
    await replaceTargets(tx, { id: target.id, organizationId: target.organization_id }, [...given.values()]);
    return { version: target.version + 1, target_level: input.target_level, targets: [...given.values()] };
  },
});
