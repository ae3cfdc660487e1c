import { findAction } from "@/db/queries/assessment/actions";
import { findProduct } from "@/db/queries/assessment/products";
import { insertAction, replaceActionEvidence, replaceActionQuestions } from "@/db/queries/assessment/write-action";
import { command } from "@/lib/kernel/command";
import { describeAction } from "./action";
import { actionConstraints, newActionInput } from "./action-input";
import { announceOwner, announceProposal } from "./announce-action";
import { checkAction } from "./check-action";
import { canAssign, canPropose } from "./plan-policy";
import { positionFor } from "./place-action";
import { accessTo } from "./product";

/**
 * Plans an action for a product, the last of the open ones. Leads propose: whose it is, the clients say.
 * @throws Fault invalid for an owner, question or file that does not fit the product
 */
export const createAction = command({
  action: "assessment.action.create",
  scope: "products:write",
  subject: "product",
  input: newActionInput,
  target: (tx, input) => findProduct(tx, input.product_id),
  allow: (actor, product, input) =>
    canPropose(actor, accessTo(product)) && (input.owner_id === null || canAssign(actor, accessTo(product))),
  constraints: actionConstraints,
  run: async ({ tx, actor, target }, input) => {
    const product = { id: target.id, organizationId: target.organization_id };
    const column = { organizationId: product.organizationId, productId: product.id, status: "open" } as const;
    const [position] = await Promise.all([
      positionFor(tx, { ...column, besides: 0, beforeId: null }),
      checkAction(tx, { ...product, versionId: target.questionnaire_version_id }, input),
    ]);
    const id = await insertAction(tx, {
      organizationId: product.organizationId,
      productId: product.id,
      title: input.title,
      description: input.description,
      ownerId: input.owner_id,
      dueOn: input.due_on,
      effort: input.effort,
      position,
      createdBy: actor.userId,
    });
    const added = { id, organizationId: product.organizationId };
    await replaceActionQuestions(tx, added, input.questions);
    await replaceActionEvidence(tx, added, input.evidence_ids, actor.userId);
    const action = describeAction((await findAction(tx, id))!);
    await (action.owner_id === null ? announceProposal(tx, actor, action) : announceOwner(tx, actor, action));
    return action;
  },
});
