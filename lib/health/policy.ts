import type { Actor } from "@/lib/kernel/actor";

type Who = Pick<Actor, "role">;

/** Figures over all organizations. A key needs the scope stats:read besides. */
export const canSeeStatistics = (actor: Who) => actor.role === "superuser";

/** Whether the service answers at all is no secret. */
export const anyone = () => true;
