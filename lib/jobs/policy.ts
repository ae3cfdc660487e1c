import type { Actor } from "@/lib/kernel/actor";

/** A job is the affair of who asked for it, and of superusers. Others do not find it. */
export const canSeeJob = (actor: Actor, job: { user_id: number | null }) =>
  actor.role === "superuser" || job.user_id === actor.userId;

/** All of them are the concern of who runs the service. */
export const canSeeEveryJob = (actor: Pick<Actor, "role">) => actor.role === "superuser";
