import type { Actor } from "@/lib/kernel/actor";
import { inAssessment } from "./policy";

/** Questionnaires belong to all organizations, so only those who serve them all bring them in and publish them. */
export const canManageQuestionnaires = (actor: Pick<Actor, "role">) => actor.role === "superuser";

/** What is published is for everyone who works with it; a draft is not yet. */
export const canReadVersion = (actor: Actor, { status }: { status: string }) =>
  status === "draft" ? canManageQuestionnaires(actor) : inAssessment(actor);
