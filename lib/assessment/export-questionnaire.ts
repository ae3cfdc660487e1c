import { z } from "zod";
import { findVersionById } from "@/db/queries/assessment/questionnaire-content";
import { notFound } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { documentOf } from "./document-of";
import type { QuestionnaireDocument } from "./import/document";
import { inAssessment } from "./policy";
import { loadQuestionnaire } from "./questionnaire";
import { canReadVersion } from "./questionnaire-policy";

/** A version of a questionnaire in the product's own format, as an import takes it. */
export const exportQuestionnaire = query({
  action: "assessment.questionnaire.export",
  scope: "products:read",
  input: z.object({ id: id() }),
  allow: inAssessment,
  run: async ({ tx, actor }, { id }): Promise<QuestionnaireDocument> => {
    const version = await findVersionById(tx, id);
    if (!version || !canReadVersion(actor, version)) throw notFound("questionnaire version");
    return documentOf(version, await loadQuestionnaire(tx, id));
  },
});
