import { z } from "zod";
import { findDisagreements } from "@/db/queries/assessment/check-scores";
import { findProduct } from "@/db/queries/assessment/products";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";

/**
 * Recomputes scores and counts from the responses and names where what is kept differs. They must always agree; the list
 * is empty then.
 */
export const checkScores = query({
  action: "assessment.scores.check",
  scope: "stats:read",
  subject: "product",
  input: z.object({ product_id: id().optional() }),
  target: async (tx, { product_id }) => (product_id === undefined ? null : findProduct(tx, product_id)),
  allow: (actor) => actor.role === "superuser",
  run: async ({ tx }, input) => {
    const disagreements = await findDisagreements(tx, input.product_id ?? null);
    return { ok: disagreements.length === 0, disagreements };
  },
});
