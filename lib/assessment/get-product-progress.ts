import { z } from "zod";
import { listMembers, listOtherSets } from "@/db/queries/assessment/product-people";
import { findProduct } from "@/db/queries/assessment/products";
import { listAnswerStates, listReturned } from "@/db/queries/assessment/progress";
import { findNewerVersion } from "@/db/queries/assessment/moves";
import { listScores } from "@/db/queries/assessment/scores";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { nextIn, questionsIn } from "./outline";
import { outlineOf } from "./outline-of";
import { canSeeProduct } from "./policy";
import { accessTo, describeProduct } from "./product";
import { loadQuestionnaire } from "./questionnaire";

/**
 * Where a product stands: its questionnaire with the state of every question, what came back from review, where to go on,
 * its members, and sets of other users. A constant number of queries.
 */
export const getProductProgress = query({
  action: "assessment.progress.read",
  scope: "products:read",
  subject: "product",
  input: z.object({ product_id: id() }),
  target: (tx, input) => findProduct(tx, input.product_id),
  allow: (actor, product) => canSeeProduct(actor, accessTo(product)),
  run: async ({ tx, target }) => {
    // Sent together: one round trip.
    const [questionnaire, states, scores, returned, members, others, newer] = await Promise.all([
      loadQuestionnaire(tx, target.questionnaire_version_id),
      listAnswerStates(tx, target.id, null),
      listScores(tx, target.id, target.owner_id),
      listReturned(tx, target.id),
      listMembers(tx, target.id),
      listOtherSets(tx, target.id),
      findNewerVersion(tx, target.questionnaire_version_id),
    ]);
    const outline = outlineOf(questionnaire, states, scores);
    const next = nextIn(outline, target.last_question_id);
    return {
      product: describeProduct(target),
      access: accessTo(target),
      counts: target.counts,
      terms: { licence: questionnaire.licence, attribution: questionnaire.attribution },
      outline,
      /** Texts of the questions that are not done or lack the evidence they require, by id. */
      missing: questionsIn(outline)
        .filter(({ done, unproven }) => !done || unproven)
        .map(({ id: questionId }) => ({ id: questionId, text: questionnaire.byId.get(questionId)?.text ?? "" })),
      next: next ? { question_id: next.id, section_id: next.sectionId, number: next.number } : null,
      returned: returned.map((row) => ({
        ...row,
        section_id: questionnaire.byId.get(row.question_id ?? 0)?.sectionId ?? null,
        at: row.at.toISOString(),
      })),
      members,
      /** The newest version of its questionnaire, where that is not the product's. */
      newer: newer ?? null,
      other_sets: others.map((row) => ({ ...row, updated_at: row.updated_at.toISOString() })),
    };
  },
});
