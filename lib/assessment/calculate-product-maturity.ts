import { z } from "zod";
import { findProductScores } from "@/db/queries/assessment/scores";
import type { ScoreRow } from "@/db/queries/assessment/write-response";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { maturityOf } from "./maturity";
import { canSeeProduct } from "./policy";
import { loadQuestionnaire, type Questionnaire } from "./questionnaire";

/**
 * The maturity of a product by one answer set: that of `user_id`, or the product's own, as the JSON text of the API. See
 * docs for the rule: weighted mean per dimension on 0–5, overall the mean of the dimensions, 1.0 without an answer.
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
    const scores = scoresText(target.scores, await loadQuestionnaire(tx, target.questionnaire_version_id));
    const goal = target.target_level === null ? "" : `"target":${target.target_level},`;
    const at = (target.calculated_at ?? new Date()).toISOString();
    return `{"product_id":${target.id},"user_id":${target.user_id},${scores},${goal}"calculated_at":"${at}"}`;
  },
});

const MOST_KEPT = 1000;
const keptOf = new WeakMap<Questionnaire, Map<string, string>>();

/** The members of the answer that follow from the sums. Callers poll, and sums change with a save only, so the last are kept. */
function scoresText(sums: string, questionnaire: Questionnaire): string {
  const kept = keptOf.get(questionnaire) ?? new Map<string, string>();
  keptOf.set(questionnaire, kept);
  const known = kept.get(sums);
  if (known !== undefined) return known;
  const text = JSON.stringify(maturityOf(JSON.parse(sums) as ScoreRow[], questionnaire)).slice(1, -1);
  if (kept.size === MOST_KEPT) kept.delete(kept.keys().next().value!);
  kept.set(sums, text);
  return text;
}
