import { findAction, type ActionRow } from "@/db/queries/assessment/actions";
import {
  replaceActionEvidence,
  replaceActionQuestions,
  updateActionDetails,
} from "@/db/queries/assessment/write-action";
import { command } from "@/lib/kernel/command";
import type { Tx } from "@/lib/kernel/database";
import type { z } from "zod";
import { accessToAction, accessToItsProduct, describeAction, staleAction } from "./action";
import { actionChangesInput, actionConstraints } from "./action-input";
import { announceOwner } from "./announce-action";
import { checkAction } from "./check-action";
import { canChangeAction, canSteer, leavesOpen } from "./plan-policy";
import { positionFor } from "./place-action";

/**
 * Changes what is given of an action, whatever its version where none is named; with `status` and `before_id` it moves on
 * the board. What is done asks for the answers it is about to be renewed (see list-to-do.ts).
 * @throws Fault stale_version when `version` is not the current one, with the action as it stands in details.current
 */
export const updateAction = command({
  action: "assessment.action.update",
  scope: "products:write",
  subject: "action",
  input: actionChangesInput,
  target: (tx, input) => findAction(tx, input.action_id),
  allow: (actor, action, input) =>
    canChangeAction(actor, accessToItsProduct(action), accessToAction(action)) &&
    (leavesOpen(input) || canSteer(actor, accessToItsProduct(action), accessToAction(action))),
  constraints: actionConstraints,
  run: async ({ tx, actor, target }, input) => {
    const ownerId = input.owner_id === target.owner_id ? undefined : input.owner_id;
    const changed = await updateActionDetails(tx, target.id, input.version ?? target.version, {
      title: input.title,
      description: input.description,
      ownerId,
      dueOn: input.due_on,
      effort: input.effort,
      ...(await moved(tx, target, input)),
    });
    if (!changed) throw staleAction(describeAction(target));
    await replaceLinks(tx, target, input, actor.userId);
    const action = describeAction((await findAction(tx, target.id))!);
    if (ownerId != null) await announceOwner(tx, actor, action);
    return action;
  },
});

type Changes = z.output<typeof actionChangesInput>;

/** What changes with the column and the place in it; nothing where neither is given. */
async function moved(tx: Tx, target: ActionRow, { status = target.status, before_id: beforeId }: Changes) {
  if (status === target.status && beforeId === undefined) return {};
  const { organization_id: organizationId, product_id: productId, id: besides } = target;
  const position = await positionFor(tx, { organizationId, productId, status, besides, beforeId: beforeId ?? null });
  if (status === target.status) return { position };
  return { position, status, completedAt: status === "done" ? new Date() : null };
}

async function replaceLinks(tx: Tx, target: ActionRow, input: Changes, userId: number) {
  const action = { id: target.id, organizationId: target.organization_id };
  const { product_id: id, organization_id: organizationId, questionnaire_version_id: versionId } = target;
  await checkAction(tx, { id, organizationId, versionId }, input, target.questions);
  if (input.questions) await replaceActionQuestions(tx, action, input.questions);
  if (input.evidence_ids) await replaceActionEvidence(tx, action, input.evidence_ids, userId);
}
