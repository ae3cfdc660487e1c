import type { Actor } from "@/lib/kernel/actor";

/** Organizations are set beside one another only for those who serve them all. */
export const canCompareOrganizations = (actor: Pick<Actor, "role">) => actor.role === "superuser";
