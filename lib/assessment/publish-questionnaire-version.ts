import { z } from "zod";
import { findVersionById } from "@/db/queries/assessment/questionnaire-content";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { publishDraft } from "./publish-version";
import { canManageQuestionnaires } from "./questionnaire-policy";

/** Opens a draft to products. From then on nobody changes it, which the database holds. */
export const publishQuestionnaireVersion = command({
  action: "assessment.questionnaire.publish",
  scope: "products:write",
  input: z.object({ version_id: id() }),
  target: (tx, { version_id }) => findVersionById(tx, version_id),
  subject: "questionnaire version",
  allow: canManageQuestionnaires,
  run: async ({ tx, target }) => {
    const { id, title, version, status } = target;
    if (status !== "draft") throw new Fault("conflict", `${title} ${version} is ${status} already.`);
    if (target.questionsCount === 0) throw new Fault("conflict", `${title} ${version} has no question yet.`);
    await publishDraft(tx, id);
    return { id, title, version };
  },
});
