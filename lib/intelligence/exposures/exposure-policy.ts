import type { Actor } from "@/lib/kernel/actor";

/** Speaks for its agency to an organization: people of the agency alone, in their own name. */
export const canFileExposures = (actor: Pick<Actor, "role" | "userId">) => actor.role === "analyst" && actor.userId > 0;
