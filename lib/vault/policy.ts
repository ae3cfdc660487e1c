import type { Actor } from "@/lib/kernel/actor";

/** Whoever reaches the organization may read its evidence; the policies of the database say who does. */
export const canReadEvidence = (actor: Actor) => actor.role !== "analyst";

/** Reading what someone else provided leaves a trace. */
export const readingIsAudited = (actor: Actor, evidence: { uploadedBy: number }) =>
  evidence.uploadedBy !== actor.userId;

/** Only the vault's own job sweeps. */
export const canSweep = (actor: Actor) => actor.username.startsWith("job:");

/** A person's jobs make files for that person to fetch; what goes into them is each job's own question. */
export const canKeepFiles = (actor: Pick<Actor, "userId">) => actor.userId > 0;

/** The keys are the service's: those who run it see how they stand, and renew them. */
export const canManageKeys = (actor: Pick<Actor, "role">) => actor.role === "superuser";
