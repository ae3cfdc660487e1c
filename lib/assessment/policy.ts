import type { Actor } from "@/lib/kernel/actor";

/*
 * Who may do what in the assessment workspace: pure sentences, asked by the gate before a use case runs and by screens
 * before they offer it. What is out of an actor's reach was not found before they are asked.
 */

/** A product as far as permission needs to know it. */
export interface ProductAccess {
  organizationId: number;
  ownerId: number;
  /** Whether the actor is a further member of the product. */
  isMember: boolean;
  archived: boolean;
}

/** An answer set of a product: whose it is. */
export interface AnswerSetAccess extends ProductAccess {
  userId: number;
}

export const inAssessment = (actor: Actor) => actor.role !== "analyst";

const isOwnClient = (actor: Actor, product: { organizationId: number }) =>
  actor.role === "client" && actor.organizationId === product.organizationId;

export const canSeeProduct = (actor: Actor, product: { organizationId: number }) =>
  actor.role === "superuser" ||
  isOwnClient(actor, product) ||
  (actor.role === "lead" && actor.reach.includes(product.organizationId));

/** Clients for their own organization, superusers for any. */
export const canCreateProduct = (actor: Actor) => actor.role === "client" || actor.role === "superuser";

export const canEditProduct = (actor: Actor, product: ProductAccess) =>
  actor.role === "superuser" || (isOwnClient(actor, product) && (product.ownerId === actor.userId || product.isMember));

/** The owner and members write into the product's answer set; every client of the organization into its own. */
export const canAnswer = (actor: Actor, set: AnswerSetAccess) =>
  !set.archived &&
  (actor.role === "superuser" ||
    (isOwnClient(actor, set) &&
      (set.userId === set.ownerId ? set.ownerId === actor.userId || set.isMember : set.userId === actor.userId)));

/** Rounds are begun and closed by who judges the product's answers and by who answers for it: leads, superusers, its owner. */
export const canRunRounds = (actor: Actor, product: ProductAccess) =>
  !product.archived &&
  (actor.role === "superuser" ||
    (actor.role === "lead" && actor.reach.includes(product.organizationId)) ||
    (isOwnClient(actor, product) && product.ownerId === actor.userId));

/** What leaves the database, and when, is the affair of who runs the service. */
export const canArchiveRounds = (actor: Pick<Actor, "role">) => actor.role === "superuser";

/** Whose answers they are has them back without asking. */
export const canRestoreRound = (actor: Actor, product: Pick<ProductAccess, "organizationId" | "ownerId">) =>
  actor.role === "superuser" || (isOwnClient(actor, product) && product.ownerId === actor.userId);

/**
 * A product is moved to a later version of its questionnaire by who answers for it, its owner, and by superusers. Whoever
 * sees it sees what that would do.
 */
export const canMoveProduct = (actor: Actor, product: ProductAccess) =>
  !product.archived &&
  (actor.role === "superuser" || (isOwnClient(actor, product) && product.ownerId === actor.userId));

/** Who answers anything at all. */
export const canWriteAnswers = (actor: Actor) => actor.role === "client" || actor.role === "superuser";

/** A lead judges the answers of the organizations assigned to it, never what it answered itself. */
export const canReview = (actor: Actor, response: { organizationId: number; userId: number; answeredBy: number }) =>
  (actor.role === "superuser" || (actor.role === "lead" && actor.reach.includes(response.organizationId))) &&
  response.userId !== actor.userId &&
  response.answeredBy !== actor.userId;

/** How reports look is the affair of the organization's own people, and of superusers. */
export const canBrand = (actor: Actor, organization: { organizationId: number }) =>
  actor.role === "superuser" || isOwnClient(actor, organization);

/** Everyone who sees a product takes part in its threads. */
export const canComment = (actor: Actor, product: { organizationId: number }) => canSeeProduct(actor, product);

/** The queue is for those who judge. */
export const canUseQueue = (actor: Actor) => actor.role === "lead" || actor.role === "superuser";
