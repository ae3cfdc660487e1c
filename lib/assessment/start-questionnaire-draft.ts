import { findVersionById, findVersionsOfSlug } from "@/db/queries/assessment/questionnaire-content";
import { insertQuestionnaire } from "@/db/queries/assessment/write-questionnaire";
import { command } from "@/lib/kernel/command";
import { invalidField, notFound } from "@/lib/kernel/fault";
import { documentOf } from "./document-of";
import { startDraftInput } from "./draft-input";
import { loadQuestionnaire } from "./questionnaire";
import { canManageQuestionnaires } from "./questionnaire-policy";

/** Begins a questionnaire's next version as a draft with all that an earlier one has. Codes say what is the same question. */
export const startQuestionnaireDraft = command({
  action: "assessment.questionnaire.start-draft",
  input: startDraftInput,
  allow: canManageQuestionnaires,
  constraints: {
    questionnaire_versions_questionnaire_id_version_key: { path: "version", message: "is there already" },
  },
  run: async ({ tx }, { from_version_id, version }) => {
    const from = await findVersionById(tx, from_version_id);
    if (!from) throw notFound("questionnaire version");
    const there = await findVersionsOfSlug(tx, from.slug);
    if (there.some((known) => known.version === version)) throw invalidField("version", "is there already");
    const document = documentOf(from, await loadQuestionnaire(tx, from_version_id));
    return { id: await insertQuestionnaire(tx, { ...document, version }), slug: from.slug, version };
  },
});
