import type { Actor } from "@/lib/kernel/actor";

type Who = Pick<Actor, "role">;

/** The whole trail, with addresses and devices, is the superuser's; others see the history of records they reach. */
export const canReadTrail = (actor: Who) => actor.role === "superuser";

/** The history of a record goes with the record: row-level security shows each its own. */
export const canReadHistory = () => true;

/** Whoever answers for the service sets and lifts legal holds. */
export const canHold = (actor: Who) => actor.role === "superuser";
