import { z } from "zod";
import { listVersions } from "@/db/queries/assessment/questionnaire-content";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { limit } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { inAssessment } from "./policy";

/** The versions of all questionnaires, the newest first. */
export const listQuestionnaires = query({
  action: "assessment.questionnaires.list",
  scope: "products:read",
  input: z.object({ limit: limit(500, 200), cursor: z.string().max(1_000).optional() }),
  allow: inAssessment,
  run: async ({ tx }, input) => {
    const after = decodeCursor(input.cursor, "n");
    const rows = await listVersions(tx, { before: after?.[0] as number | undefined, limit: input.limit + 1 });
    const page = rows.slice(0, input.limit);
    return {
      questionnaires: page.map(({ questionsCount, publishedAt, sourceUrl, scoringModel, ...version }) => ({
        ...version,
        source_url: sourceUrl,
        scoring_model: scoringModel,
        questions: questionsCount,
        published_at: publishedAt?.toISOString() ?? null,
      })),
      next_cursor: rows.length > page.length ? encodeCursor([page.at(-1)!.id]) : null,
    };
  },
});
