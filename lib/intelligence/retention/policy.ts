import type { Actor } from "@/lib/kernel/actor";
import { inIntelligence } from "../policy";

type Who = Pick<Actor, "role" | "userId" | "organizationId">;

/** What is kept for how long is seen by all who work there, each in the own agency. */
export const canSeeRetention = (actor: Who, organizationId: number) =>
  actor.role === "superuser" || (actor.role === "analyst" && actor.organizationId === organizationId);

/** How long things are kept is the administrator's to say. */
export const canSetRetention = (actor: Who) => actor.role === "superuser" && actor.userId > 0;

/** Two people dispose: neither the command line nor a job is one. */
export const canAskForDisposal = (actor: Who, organizationId: number) =>
  actor.userId > 0 && inIntelligence(actor) && canSeeRetention(actor, organizationId);

/** The second is a superuser, and never who asked. */
export const canConfirmDisposal = (actor: Who, disposal: { requested_by: number }) =>
  canSetRetention(actor) && actor.userId !== disposal.requested_by;

/** Whoever asked, and those who could confirm. */
export const canWithdrawDisposal = (actor: Who, disposal: { requested_by: number }) =>
  actor.role === "superuser" || actor.userId === disposal.requested_by;
