import type { Actor } from "@/lib/kernel/actor";
import { canAnswer, canEditProduct, canSeeProduct, canUseQueue, type ProductAccess } from "./policy";

/*
 * Who may do what with the evidence of an organization, with requests for it and with who answers what; as in policy.ts.
 */

/** Clients look after their organization's library, superusers after any; leads read. */
export const canKeepEvidence = (actor: Actor, place: { organizationId: number }) =>
  actor.role === "superuser" || (actor.role === "client" && actor.organizationId === place.organizationId);

/** Who reviews may ask for evidence. */
export const canRequestEvidence = (actor: Actor, product: { organizationId: number; archived: boolean }) =>
  canUseQueue(actor) && canSeeProduct(actor, product) && !product.archived;

/** Who answers for the product may ask what would satisfy, and say that a request cannot be met. */
export const canAnswerRequests = (actor: Actor, product: ProductAccess) =>
  canAnswer(actor, { ...product, userId: product.ownerId });

/** Who answers what is arranged by those who look after the product. */
export const canAssign = (actor: Actor, product: ProductAccess) => !product.archived && canEditProduct(actor, product);
