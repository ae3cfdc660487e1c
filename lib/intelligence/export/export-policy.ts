import type { Actor } from "@/lib/kernel/actor";

/** What leaves the workspace leaves by an analyst, who has a purpose and reaches it. */
export const canExport = (actor: Pick<Actor, "role">) => actor.role === "analyst";

/** An export is for whoever asked for it, and for nobody in that one's stead. */
export const isOwnExport = (actor: Pick<Actor, "role" | "userId">, job: { user_id: number | null }) =>
  canExport(actor) && job.user_id === actor.userId;
