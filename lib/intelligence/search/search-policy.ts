import type { Actor } from "@/lib/kernel/actor";

/** Analysts keep searches, each the own, in their agency. */
export const canKeepSearches = (actor: Pick<Actor, "role" | "userId">) => actor.role === "analyst" && actor.userId > 0;
