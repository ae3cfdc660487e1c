/**
 * SQL of the overall scores (0–5, two decimals) of answer sets, null without a scored answer: the mean of its dimensions,
 * as lib/assessment/scoring.ts rounds it. A test holds the two together. One pass over the kept sums: a look-up a product
 * takes several times as long.
 * @param which condition on maturity_scores m
 * @returns a relation of product_id, user_id, overall
 */
export const overallScores = (which: string) =>
  `(select m.product_id, m.user_id, floor(avg(m.score) * 100 + 0.5 + 1e-9) / 100 as overall from maturity_scores m
    where m.subdimension = '' and ${which} group by m.product_id, m.user_id)`;
