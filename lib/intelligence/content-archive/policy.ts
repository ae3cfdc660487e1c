import type { Actor } from "@/lib/kernel/actor";

/** What leaves the workspace for a file, and comes back, is the administrator's to say, as how long things are kept. */
export const canArchiveContent = (actor: Pick<Actor, "role">) => actor.role === "superuser";
