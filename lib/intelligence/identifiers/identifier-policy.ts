import type { Actor } from "@/lib/kernel/actor";

/*
 * Who decides what about identifiers: people of the workspace, each in its own name. What is of another agency was not found
 * before these are asked.
 */

type Who = Pick<Actor, "role" | "userId">;

/** Writes one down that no text had, in the own agency. */
export const canEnterIdentifiers = (actor: Who) => actor.role === "analyst" && actor.userId > 0;

/** Says that one is right. Nothing that runs by itself does. */
export const canVerifyIdentifiers = (actor: Who) =>
  (actor.role === "analyst" || actor.role === "superuser") && actor.userId > 0;
