import type { Actor } from "@/lib/kernel/actor";

/*
 * Who may do what in the intelligence workspace. What is of another agency, or of a case one does not belong to, was not
 * found before these are asked.
 */

/** Analysts work in it; superusers run it. Who assesses has no part in it. */
export const inIntelligence = (actor: Pick<Actor, "role">) => actor.role === "analyst" || actor.role === "superuser";
