import type { Actor } from "@/lib/kernel/actor";

/** Mails carry links that open accounts: only superusers read them, and each reading is logged. */
export const canSeeOutbox = (actor: Pick<Actor, "role">) => actor.role === "superuser";
