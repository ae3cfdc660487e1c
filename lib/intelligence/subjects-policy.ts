import type { Actor } from "@/lib/kernel/actor";
import { inIntelligence } from "./policy";

/**
 * Who judges which accounts are one person's, and who is flagged: people of the workspace, each in their own name. Nothing
 * that runs by itself does, whatever score it has found.
 */
export const canJudgeSubjects = (actor: Pick<Actor, "role" | "userId">) => inIntelligence(actor) && actor.userId > 0;
