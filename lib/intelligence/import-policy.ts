import type { Actor } from "@/lib/kernel/actor";
import { inIntelligence } from "./policy";

/** Who works in a workspace brings material into it, and says how its sources are called. */
export const canBringIn = (actor: Pick<Actor, "role">) => inIntelligence(actor);

/** The command line acts for who operates the installation. */
export const isOperator = (actor: Pick<Actor, "userId" | "username">) => actor.userId === 0 && actor.username === "cli";
