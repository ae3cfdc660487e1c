import { findVersionsOfSlug } from "@/db/queries/assessment/questionnaire-content";
import { insertQuestionnaire } from "@/db/queries/assessment/write-questionnaire";
import { command } from "@/lib/kernel/command";
import { invalidField } from "@/lib/kernel/fault";
import { createQuestionnaireInput } from "./draft-input";
import { newDocument } from "./import/build";
import { canManageQuestionnaires } from "./questionnaire-policy";

/** Begins a questionnaire with nothing in it, as a draft. */
export const createQuestionnaire = command({
  action: "assessment.questionnaire.create",
  input: createQuestionnaireInput,
  allow: canManageQuestionnaires,
  constraints: { questionnaires_slug_unique: { path: "slug", message: "is there already" } },
  run: async ({ tx }, { title, slug, version }) => {
    if ((await findVersionsOfSlug(tx, slug)).length > 0) throw invalidField("slug", "is there already");
    return { id: await insertQuestionnaire(tx, newDocument({ title, slug, version })), slug, version };
  },
});
