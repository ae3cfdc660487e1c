/**
 * SQL of an answer set's overall score (0–5, two decimals), null without a scored answer: the mean of its dimensions, as
 * lib/assessment/scoring.ts rounds it. A test holds the two together.
 */
export const overallScoreOf = (productId: string, userId: string) =>
  `(select floor(avg(m.score) * 100 + 0.5 + 1e-9) / 100 from maturity_scores m
    where m.product_id = ${productId} and m.user_id = ${userId} and m.subdimension = '')`;
