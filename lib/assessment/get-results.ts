import { z } from "zod";
import { findResults, type ResultsRow } from "@/db/queries/assessment/results";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { maturityOf } from "./maturity";
import { canAnswer, canSeeProduct } from "./policy";
import { productStatus } from "./product-status";
import { loadQuestionnaire } from "./questionnaire";
import { resultsOf } from "./results";
import type { SetCounts } from "./scoring";
import { targetsBy } from "./targets";

const nothing: SetCounts = {
  answered: 0,
  notApplicable: 0,
  draft: 0,
  submitted: 0,
  approved: 0,
  approvedNotApplicable: 0,
  needsRevision: 0,
  rejected: 0,
};

/**
 * The results of a product by one answer set, that of `user_id` or the product's own: overall, by section and by
 * dimension, self-assessed beside validated, with coverage and gap to target. The figures are calculateProductMaturity's.
 */
export const getResults = query({
  action: "assessment.results.get",
  subject: "product or answer set",
  input: z.object({ product_id: id(), user_id: id().optional() }),
  target: (tx, input) => findResults(tx, input.product_id, input.user_id ?? null),
  allow: (actor, product) => canSeeProduct(actor, { organizationId: product.organization_id }),
  run: async ({ tx, actor, target }) => {
    const questionnaire = await loadQuestionnaire(tx, target.questionnaire_version_id);
    const maturity = maturityOf(target.scores, questionnaire);
    const counts = countsOf(target.counts);
    const asked = questionnaire.questions.length - questionnaire.rules.length + target.asked.length;
    return {
      product: {
        id: target.id,
        name: target.name,
        organization: target.organization,
        target: target.target_level,
        /** Whether some sections or dimensions have targets of their own. */
        ownTargets: target.targets.length > 0,
        questionnaire: questionnaire.title,
        version: questionnaire.version,
        model: questionnaire.scoring_model,
        questions: asked,
      },
      set: { userId: target.user_id, name: target.user_name, isProducts: target.user_id === target.owner_id },
      sets: target.sets.map((set) => ({
        userId: set.user_id,
        name: set.name,
        answered: set.answered,
        isProducts: set.user_id === target.owner_id,
      })),
      status: productStatus(counts, asked),
      counts,
      maturity,
      sections: resultsOf(maturity, questionnaire, targetsBy(target.target_level, target.targets)),
      calculatedAt: target.calculated_at,
      canAnswer: canAnswer(actor, accessOf(target)),
    };
  },
});

const countsOf = (row: ResultsRow["counts"]): SetCounts =>
  row === null
    ? nothing
    : {
        answered: row.answered,
        notApplicable: row.not_applicable,
        draft: row.draft,
        submitted: row.submitted,
        approved: row.approved,
        approvedNotApplicable: row.approved_not_applicable,
        needsRevision: row.needs_revision,
        rejected: row.rejected,
      };

const accessOf = (row: ResultsRow) => ({
  organizationId: row.organization_id,
  ownerId: row.owner_id,
  isMember: row.is_member,
  archived: row.archived,
  userId: row.user_id,
});
