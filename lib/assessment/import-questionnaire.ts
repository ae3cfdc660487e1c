import { z } from "zod";
import { findVersionsOfSlug } from "@/db/queries/assessment/questionnaire-content";
import { insertQuestionnaire } from "@/db/queries/assessment/write-questionnaire";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { questionnaireDocument } from "./import/document";
import { canManageQuestionnaires } from "./questionnaire-policy";

/**
 * Stores a questionnaire as a draft: a new one, or a further version of the one that has its slug. Nobody is asked it until
 * it is published.
 */
export const importQuestionnaire = command({
  action: "assessment.questionnaire.import",
  scope: "products:write",
  input: z.object({ document: questionnaireDocument }),
  allow: canManageQuestionnaires,
  constraints: {
    // Two imports of one version at once: the second one finds the first's.
    questionnaire_versions_questionnaire_id_version_key: { path: "version", message: "is there already" },
  },
  run: async ({ tx }, { document }) => {
    const { slug, title, version } = document;
    const there = (await findVersionsOfSlug(tx, slug)).find((known) => known.version === version);
    if (there)
      throw new Fault("conflict", `${there.title} has a version ${version} already: give this one another version.`);
    return { id: await insertQuestionnaire(tx, document), slug, title, version };
  },
});
