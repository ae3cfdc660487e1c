import { z } from "zod";
import { findVersionById } from "@/db/queries/assessment/questionnaire-content";
import { command } from "@/lib/kernel/command";
import { Fault, notFound } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { publishDraft } from "./publish-version";
import { canManageQuestionnaires } from "./questionnaire-policy";

/** Opens a draft to products. From then on nobody changes it, which the database holds. */
export const publishQuestionnaireVersion = command({
  action: "assessment.questionnaire.publish",
  scope: "products:write",
  input: z.object({ id: id() }),
  allow: canManageQuestionnaires,
  run: async ({ tx }, { id }) => {
    const found = await findVersionById(tx, id);
    if (!found) throw notFound("questionnaire version");
    const { title, version, status } = found;
    if (status !== "draft") throw new Fault("conflict", `${title} ${version} is ${status} already.`);
    if (found.questionsCount === 0) throw new Fault("conflict", `${title} ${version} has no question yet.`);
    await publishDraft(tx, id);
    return { id, title, version };
  },
});
