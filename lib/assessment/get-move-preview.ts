import { findMoveProduct, type MoveProductRow } from "@/db/queries/assessment/moves";
import { query } from "@/lib/kernel/query";
import { describeMove } from "./describe-move";
import { moveAccess, planMove, targetOfMove } from "./load-move";
import { moveProductInput } from "./move-input";
import { canMoveProduct, canSeeProduct } from "./policy";

/**
 * What moving a product to a later version of its questionnaire would keep, ask again and drop, with the scores before and
 * after. `move` is null where there is no later version.
 * @throws Fault invalid for a version that is not a later published one of the product's questionnaire
 */
export const getMovePreview = query({
  action: "assessment.product.preview_move",
  scope: "products:read",
  subject: "product",
  input: moveProductInput.omit({ state: true }),
  target: (tx, input) => findMoveProduct(tx, input.product_id),
  allow: (actor, product) => canSeeProduct(actor, moveAccess(product)),
  run: async ({ tx, actor, target }, input) => {
    const to = targetOfMove(target, input.questionnaire_version_id);
    return {
      product: describeProduct(target),
      from: { questionnaire_version_id: target.questionnaire_version_id, version: target.version },
      to: to && { questionnaire_version_id: to.id, version: to.version },
      newer: target.newer.map(({ id, version }) => ({ questionnaire_version_id: id, version })),
      may_move: canMoveProduct(actor, moveAccess(target)),
      move: to && describeMove(await planMove(tx, target, to.id), target.owner_id),
    };
  },
});

const describeProduct = ({ id, name, organization, questionnaire, round, round_closed }: MoveProductRow) => ({
  id,
  name,
  organization,
  questionnaire,
  round,
  round_closed,
});
