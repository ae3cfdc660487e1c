import type { Actor } from "@/lib/kernel/actor";

/** A backup holds everything of everyone: only those who see all of it make, look at or take one. */
export const canManageBackups = (actor: Pick<Actor, "role">) => actor.role === "superuser";
