import { z } from "zod";
import { listProductsOfVersion } from "@/db/queries/assessment/moves";
import { findVersionById } from "@/db/queries/assessment/questionnaire-content";
import { invalidField, notFound } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { scoreRowsOf } from "./assessment-at";
import { describeScores, type MoveScores } from "./describe-move";
import { maturityOf } from "./maturity";
import { countMoves, pairVersions, planSet, stateOf, type MoveCounts } from "./move-plan";
import { loadQuestionnaire } from "./questionnaire";
import { canManageQuestionnaires } from "./questionnaire-policy";

/** Products looked at: all their answers are read. */
const MOST_PRODUCTS = 100;

/** What a move would do to a product's own answers, in numbers. */
export interface VersionMove {
  product_id: number;
  product: string;
  organization: string;
  counts: MoveCounts;
  before: MoveScores;
  after: MoveScores;
}

/**
 * The products that are measured by an earlier version (100 at most), and what a move to this one, published or not, would
 * do to the answers of each. A constant number of statements.
 * @throws Fault invalid for a version that is no earlier one
 */
export const listVersionMoves = query({
  action: "assessment.questionnaire.list_moves",
  input: z.object({ id: id(), from: id() }),
  allow: canManageQuestionnaires,
  run: async ({ tx }, input): Promise<{ moves: VersionMove[]; most: number }> => {
    const version = await findVersionById(tx, input.id);
    const earlier = await findVersionById(tx, input.from);
    if (!version || !earlier) throw notFound("questionnaire version");
    if (earlier.slug !== version.slug || earlier.id >= version.id)
      throw invalidField("from", "is not an earlier version of the questionnaire");
    const [from, to, { products, rows }] = await Promise.all([
      loadQuestionnaire(tx, earlier.id),
      loadQuestionnaire(tx, version.id),
      listProductsOfVersion(tx, earlier.id, MOST_PRODUCTS),
    ]);
    const pairing = pairVersions(from, to);
    const byProduct = new Map<number, typeof rows>();
    for (const row of rows) {
      const own = byProduct.get(row.product_id);
      if (own) own.push(row);
      else byProduct.set(row.product_id, [row]);
    }
    const moves = products.map(({ id: product_id, name: product, organization, owner_id: user_id }) => {
      const own = byProduct.get(product_id) ?? [];
      const planned = planSet({ user_id, last_question_id: null }, own, pairing);
      return {
        product_id,
        product,
        organization,
        counts: countMoves(planned.answers),
        before: describeScores(maturityOf(scoreRowsOf(own.map(stateOf), from), from)),
        after: describeScores(planned.after),
      };
    });
    return { moves, most: MOST_PRODUCTS };
  },
});
