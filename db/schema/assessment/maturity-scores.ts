import { sql } from "drizzle-orm";
import { check, doublePrecision, foreignKey, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { id, moment, organizationId, tenantPolicies } from "@/db/columns";
import { answerSets } from "./answer-sets";

/**
 * The score of one dimension (or, with `subdimension`, subdimension) of an answer set, 0 to 5: sums, weights and counts,
 * changed in place by the difference in the transaction of each save. Weights are in hundredths; `scored` counts the
 * answered questions that have a score, `approved…` approved answers only.
 */
export const maturityScores = pgTable(
  "maturity_scores",
  {
    id: id(),
    organizationId: organizationId(),
    productId: integer("product_id").notNull(),
    userId: integer("user_id").notNull(),
    section: text("section").notNull().default(""),
    dimension: text("dimension").notNull(),
    subdimension: text("subdimension").notNull().default(""),
    weightedSum: integer("weighted_sum").notNull().default(0),
    weight: integer("weight").notNull().default(0),
    answered: integer("answered").notNull().default(0),
    scored: integer("scored").notNull().default(0),
    notApplicable: integer("not_applicable").notNull().default(0),
    approvedWeightedSum: integer("approved_weighted_sum").notNull().default(0),
    approvedWeight: integer("approved_weight").notNull().default(0),
    approved: integer("approved").notNull().default(0),
    score: doublePrecision("score").generatedAlwaysAs(
      sql`case when weight > 0 then weighted_sum::double precision / weight end`,
    ),
    calculatedAt: moment("calculated_at").notNull().defaultNow(),
  },
  (t) => [
    unique("maturity_scores_key").on(t.productId, t.userId, t.section, t.dimension, t.subdimension),
    foreignKey({
      name: "maturity_scores_answer_set_fk",
      columns: [t.organizationId, t.productId, t.userId],
      foreignColumns: [answerSets.organizationId, answerSets.productId, answerSets.userId],
    }).onUpdate("cascade"),
    index("maturity_scores_answer_set_idx").on(t.organizationId, t.productId, t.userId),
    check("maturity_scores_sum_check", sql`${t.weightedSum} between 0 and 5 * ${t.weight}`),
    check("maturity_scores_approved_check", sql`${t.approvedWeightedSum} between 0 and 5 * ${t.approvedWeight}`),
    ...tenantPolicies(),
  ],
);
