import { z } from "zod";
import { findRoundProduct } from "@/db/queries/assessment/rounds";
import { findOwnStanding, listQuarters } from "@/db/queries/assessment/standing";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canSeeProduct } from "./policy";

/** Products that must share a questionnaire before any of them is set against the others. */
const FEWEST = 5;

/**
 * Where a product stands among those with the same questionnaire. Within its organization, whose products its people see
 * anyway, the exact percentile; among other organizations a quarter alone, which reveals none of them (see
 * app.standing_among_others in the migrations). Null and empty where fewer than five products share the questionnaire.
 */
export const getStanding = query({
  action: "assessment.standing.get",
  scope: "scores:read",
  subject: "product",
  input: z.object({ product_id: id() }),
  target: (tx, input) => findRoundProduct(tx, input.product_id),
  allow: (actor, product) => canSeeProduct(actor, { organizationId: product.organization_id }),
  run: async ({ tx, target }) => {
    const [own, quarters] = await Promise.all([findOwnStanding(tx, target.id), listQuarters(tx, target.id)]);
    return {
      organization:
        own && own.others + 1 >= FEWEST
          ? { percentile: Math.round((100 * own.below) / own.others), others: own.others }
          : null,
      others: quarters,
    };
  },
});
