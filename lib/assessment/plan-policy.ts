import type { ActionStatus } from "@/db/schema/assessment/actions";
import type { Actor } from "@/lib/kernel/actor";
import { canEditProduct, canSeeProduct, inAssessment, type ProductAccess } from "./policy";

/*
 * Who plans: whoever sees a product may propose an action, its clients own it. Asked like the sentences of policy.ts.
 */

/** An action as far as permission needs to know it. */
export interface ActionAccess {
  /** Null: nobody has taken it on. */
  ownerId: number | null;
  createdBy: number;
  status: ActionStatus;
}

/** Lists of actions show each what it reaches. */
export const canListActions = (actor: Actor) => inAssessment(actor);

/** Targets belong to the product: its owner and members set them. */
export const canSetTargets = (actor: Actor, product: ProductAccess) =>
  !product.archived && canEditProduct(actor, product);

/** Everyone who sees the product, its leads too. */
export const canPropose = (actor: Actor, product: ProductAccess) => !product.archived && canSeeProduct(actor, product);

/** Whose an action is, the clients say. */
export const canAssign = (actor: Actor, product: ProductAccess) => actor.role !== "lead" && canPropose(actor, product);

/** Who has a say in whose action it is and how far it got: those whose product it is, and whoever owns the action. */
export const canSteer = (actor: Actor, product: ProductAccess, action: Pick<ActionAccess, "ownerId">) =>
  !product.archived &&
  (canEditProduct(actor, product) || (canSeeProduct(actor, product) && action.ownerId === actor.userId));

/** Whether a change leaves open whose an action is, and that nobody works on it. */
export const leavesOpen = (changes: { owner_id?: number | null; status?: ActionStatus }) =>
  (changes.owner_id ?? null) === null && changes.status !== "in_progress" && changes.status !== "done";

/** Those, and whoever proposed it as long as nobody has taken it on. */
export const canChangeAction = (actor: Actor, product: ProductAccess, action: ActionAccess) =>
  canSteer(actor, product, action) ||
  (canPropose(actor, product) &&
    action.createdBy === actor.userId &&
    action.ownerId === null &&
    (action.status === "open" || action.status === "dropped"));
