import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { id, moment, organizationId, tenantPolicies } from "@/db/columns";
import { answerSets } from "./answer-sets";

/**
 * The score of one dimension (or, with `subdimension`, subdimension) of an answer set, 0 to 5: sums, weights and counts,
 * changed in place by the difference in the transaction of each save. Weights are in hundredths, sums in hundredths of a
 * score times hundredths of a weight; `scored` counts the answered questions that have a score, `approved…` approved
 * answers only, `asked` the questions with a condition whose condition is met. Where the questionnaire's model is not the mean, `modelled` is set and the model's score, 0 to 5, stands
 * in `modelScore`: null where nothing is applicable.
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
    weightedSum: bigint("weighted_sum", { mode: "number" }).notNull().default(0),
    weight: integer("weight").notNull().default(0),
    answered: integer("answered").notNull().default(0),
    scored: integer("scored").notNull().default(0),
    notApplicable: integer("not_applicable").notNull().default(0),
    approvedWeightedSum: bigint("approved_weighted_sum", { mode: "number" }).notNull().default(0),
    approvedWeight: integer("approved_weight").notNull().default(0),
    approved: integer("approved").notNull().default(0),
    asked: integer("asked").notNull().default(0),
    modelled: boolean("modelled").notNull().default(false),
    modelScore: doublePrecision("model_score"),
    approvedModelScore: doublePrecision("approved_model_score"),
    score: doublePrecision("score").generatedAlwaysAs(
      sql`case when modelled then model_score when weight > 0 then weighted_sum / (weight::double precision * 100) end`,
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
    check("maturity_scores_sum_check", sql`${t.weightedSum} between 0 and 500 * ${t.weight}::bigint`),
    check(
      "maturity_scores_approved_check",
      sql`${t.approvedWeightedSum} between 0 and 500 * ${t.approvedWeight}::bigint`,
    ),
    check(
      "maturity_scores_model_check",
      sql`${t.modelScore} between 0 and 5 and ${t.approvedModelScore} between 0 and 5`,
    ),
    ...tenantPolicies(),
  ],
);
