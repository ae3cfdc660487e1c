import type { Actor } from "@/lib/kernel/actor";

type Who = Pick<Actor, "role" | "userId">;

/** What is asked, confirmed and withdrawn, and what came of it. */
export const canSeeErasures = (actor: Pick<Actor, "role">) => actor.role === "superuser";

/** Two people erase: neither the command line nor a job is one. */
export const canAskForErasure = (actor: Who) => actor.role === "superuser" && actor.userId > 0;

/** Never who asked. */
export const canConfirmErasure = (actor: Who, erasure: { requested_by: number }) =>
  canAskForErasure(actor) && actor.userId !== erasure.requested_by;

/** Either of the two, and whoever else could have been one of them. */
export const canWithdrawErasure = (actor: Pick<Actor, "role">) => actor.role === "superuser";
