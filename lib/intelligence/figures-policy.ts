import type { Actor } from "@/lib/kernel/actor";

/** Who did how much is for those who manage: it is no ranking among colleagues. */
export const canSeeWorkloadByName = (actor: Pick<Actor, "role">) => actor.role === "superuser";
