import { z } from "zod";
import { findProductScores } from "@/db/queries/assessment/scores";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { maturityOf } from "./maturity";
import { canSeeProduct } from "./policy";
import { loadQuestionnaire } from "./questionnaire";

/**
 * The maturity of a product by one answer set: that of `user_id`, or the product's own. See docs for the rule: weighted
 * mean per dimension on 0–5, overall the mean of the dimensions, 1.0 without an answer.
 */
export const calculateProductMaturity = query({
  action: "assessment.maturity.get",
  scope: "scores:read",
  subject: "product or user",
  input: z.object({ product_id: id(), user_id: id().optional() }),
  target: (tx, input) => findProductScores(tx, input.product_id, input.user_id ?? null),
  targetOnly: true,
  allow: (actor, product) => canSeeProduct(actor, { organizationId: product.organization_id }),
  run: async ({ tx, target }) => {
    const questionnaire = await loadQuestionnaire(tx, target.questionnaire_version_id);
    const maturity = maturityOf(target.scores, questionnaire);
    return {
      product_id: target.id,
      user_id: target.user_id,
      ...maturity,
      ...(target.target_level !== null && { target: target.target_level }),
      calculated_at: (target.calculated_at ?? new Date()).toISOString(),
    };
  },
});
