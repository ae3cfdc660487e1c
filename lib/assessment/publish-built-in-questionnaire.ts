import { z } from "zod";
import { findVersion } from "@/db/queries/assessment/questionnaire-content";
import { insertQuestionnaire } from "@/db/queries/assessment/write-questionnaire";
import { command } from "@/lib/kernel/command";
import { builtInQuestionnaire } from "./built-in-questionnaire";
import { publishDraft } from "./publish-draft";

/** Publishes the built-in questionnaire's version, unless it is there. At every start; says whether it was new. */
export const publishBuiltInQuestionnaire = command({
  action: "assessment.questionnaire.publish_built_in",
  as: "system:migrate",
  input: z.object({}),
  allow: () => true,
  run: async ({ tx }) => {
    const { slug, version } = builtInQuestionnaire;
    const there = await findVersion(tx, slug, version);
    if (there) return { versionId: there.id, published: false };
    const versionId = await insertQuestionnaire(tx, builtInQuestionnaire);
    await publishDraft(tx, versionId);
    return { versionId, published: true };
  },
});
