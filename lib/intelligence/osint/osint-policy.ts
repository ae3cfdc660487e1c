import type { Actor } from "@/lib/kernel/actor";

/** Analysts ask, link and judge; who runs the workspace sees what was asked, and asks nothing. */
export const canSearch = (actor: Pick<Actor, "role">) => actor.role === "analyst";

/** A search is begun and ended in the name of who asked for it. */
export const isOwnSearch = (actor: Pick<Actor, "role" | "userId">, search: { created_by: number }) =>
  canSearch(actor) && search.created_by === actor.userId;

/** What leaves the service, where to and with which credential, is decided by who runs it. */
export const canManageConnectors = (actor: Pick<Actor, "role">) => actor.role === "superuser";
