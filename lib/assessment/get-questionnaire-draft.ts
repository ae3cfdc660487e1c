import { z } from "zod";
import { findVersionById } from "@/db/queries/assessment/questionnaire-content";
import { notFound } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { documentOf } from "./document-of";
import { loadQuestionnaire } from "./questionnaire";
import { canManageQuestionnaires } from "./questionnaire-policy";

/** A version as its editor and its preview have it, with the count of changes that a save must name. */
export const getQuestionnaireDraft = query({
  action: "assessment.questionnaire.get-draft",
  input: z.object({ id: id() }),
  allow: canManageQuestionnaires,
  run: async ({ tx }, { id }) => {
    const version = await findVersionById(tx, id);
    if (!version) throw notFound("questionnaire version");
    const document = documentOf(version, await loadQuestionnaire(tx, id));
    return { id, status: version.status, edit_version: version.editVersion, document };
  },
});
