import type { Actor } from "@/lib/kernel/actor";

type Who = Pick<Actor, "role">;

/** Organizations, who reviews them, and the lists of accounts and invitations. */
export const canAdminister = (actor: Who) => actor.role === "superuser";
