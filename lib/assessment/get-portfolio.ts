import { z } from "zod";
import {
  listPortfolioQuestionnaires,
  listPortfolioRows,
  portfolioSorts,
  type PortfolioRow,
} from "@/db/queries/assessment/portfolio";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { id, limit } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { maturityOf } from "./maturity";
import { inAssessment } from "./policy";
import { productStatus } from "./product-status";
import { loadQuestionnaire, type Questionnaire } from "./questionnaire";
import { resultsOf } from "./results";
import { changeOfScore } from "./comparison";
import { roundScore } from "./scoring";

/**
 * The products within reach that share a questionnaire, beside one another: score by section, coverage, what is validated,
 * and how far each moved since its last closed round (or its first snapshot). One questionnaire at a time, since others
 * have other sections; standard: the most used. Scores are 0–5, shares 0–1.
 */
export const getPortfolio = query({
  action: "assessment.portfolio.get",
  input: z.object({
    questionnaire_id: id().optional(),
    organization_id: id().optional(),
    sort: z.enum(portfolioSorts).default("name"),
    /** The title of the section to sort by. */
    section: z.string().max(200).optional(),
    limit: limit(500, 50),
    cursor: z.string().max(2_000).optional(),
  }),
  allow: inAssessment,
  run: async ({ tx }, input) => {
    const after = decodeCursor(input.cursor, "sssn");
    const organizationId = input.organization_id ?? null;
    const questionnaires = await listPortfolioQuestionnaires(tx, organizationId);
    const chosen = questionnaires.find((each) => each.id === input.questionnaire_id) ?? questionnaires[0];
    if (!chosen) return { questionnaires, chosen: null, sections: [], products: [], next_cursor: null };
    const sort = input.sort === "section" && !input.section ? "name" : input.sort;
    const rows = await listPortfolioRows(tx, {
      questionnaireId: chosen.id,
      organizationId,
      sort,
      section: input.section ?? null,
      after: after
        ? { text: after[0] as string, name: after[1] as string, number: Number(after[2]), id: after[3] as number }
        : null,
      limit: input.limit + 1,
    });
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    const versions = new Map<number, Questionnaire>();
    for (const versionId of new Set([chosen.newest_version_id, ...page.map((row) => row.questionnaire_version_id)]))
      versions.set(versionId, await loadQuestionnaire(tx, versionId));
    const sections = new Set(
      [...versions.values()].flatMap((version) => version.sections.map((section) => section.title)),
    );
    return {
      questionnaires,
      chosen: { id: chosen.id, title: chosen.title },
      sections: [...sections],
      products: page.map((row) => describe(row, versions.get(row.questionnaire_version_id)!)),
      next_cursor:
        rows.length > input.limit && last
          ? encodeCursor([last.key_text, last.key_name, String(last.key_number), last.id])
          : null,
    };
  },
});

export type PortfolioProduct = ReturnType<typeof describe>;

function describe(row: PortfolioRow, questionnaire: Questionnaire) {
  const maturity = maturityOf(row.scores, questionnaire);
  const sections = resultsOf(maturity, questionnaire, () => row.target_level);
  const scored = sections.some(({ average }) => average !== null);
  const overall = scored ? maturity.overall_score : null;
  const before = row.base && roundScore(row.base.overall_score);
  return {
    id: row.id,
    name: row.name,
    organization: { id: row.organization_id, name: row.organization },
    owner: row.owner,
    round: row.round,
    roundClosed: row.round_closed,
    target: row.target_level,
    status: productStatus(row.counts, questionnaire.questions.length),
    overall,
    validated: maturity.validated.coverage > 0 ? maturity.validated.overall_score : null,
    coverage: maturity.coverage,
    validatedCoverage: maturity.validated.coverage,
    sections: sections.map(({ title, average, answered, total, notApplicable }) => ({
      title,
      average,
      answered,
      applicable: total - notApplicable,
    })),
    change: changeOfScore(before, overall),
    since: row.base ? { at: new Date(row.base.taken_at).toISOString(), closed: row.base.cause === "close" } : null,
    course: row.course.map(roundScore),
  };
}
