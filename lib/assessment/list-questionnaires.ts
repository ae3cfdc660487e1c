import { z } from "zod";
import { listVersions } from "@/db/queries/assessment/questionnaire-content";
import { query } from "@/lib/kernel/query";
import { inAssessment } from "./policy";

/** All versions of all questionnaires, the newest first. */
export const listQuestionnaires = query({
  action: "assessment.questionnaires.list",
  scope: "products:read",
  input: z.object({}),
  allow: inAssessment,
  run: async ({ tx }) => {
    const versions = await listVersions(tx);
    return {
      questionnaires: versions.map(({ questionsCount, publishedAt, ...version }) => ({
        ...version,
        questions: questionsCount,
        published_at: publishedAt?.toISOString() ?? null,
      })),
    };
  },
});
