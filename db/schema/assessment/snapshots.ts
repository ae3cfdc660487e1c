import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, jsonb, pgTable, real, text } from "drizzle-orm/pg-core";
import { id, moment, organizationId, tenantPolicies } from "@/db/columns";
import { answerSets } from "./answer-sets";

/** Scores of one dimension at the moment of a snapshot. */
export interface SnapshotScore {
  section: string;
  dimension: string;
  average: number | null;
  validated: number | null;
}

/** An immutable copy of an answer set's scores at a moment, for trends. Coverage is 0 to 1. */
export const snapshots = pgTable(
  "snapshots",
  {
    id: id(),
    organizationId: organizationId(),
    productId: integer("product_id").notNull(),
    userId: integer("user_id").notNull(),
    cause: text("cause", { enum: ["submit", "review", "close"] }).notNull(),
    overallScore: real("overall_score").notNull(),
    validatedScore: real("validated_score"),
    coverage: real("coverage").notNull(),
    validatedCoverage: real("validated_coverage").notNull(),
    scores: jsonb("scores").$type<SnapshotScore[]>().notNull(),
    takenAt: moment("taken_at").notNull().defaultNow(),
  },
  (t) => [
    foreignKey({
      name: "snapshots_answer_set_fk",
      columns: [t.organizationId, t.productId, t.userId],
      foreignColumns: [answerSets.organizationId, answerSets.productId, answerSets.userId],
    }).onUpdate("cascade"),
    index("snapshots_answer_set_idx").on(t.organizationId, t.productId, t.userId, t.takenAt),
    check("snapshots_cause_check", sql`${t.cause} in ('submit', 'review', 'close')`),
    check("snapshots_score_check", sql`${t.overallScore} between 0 and 5`),
    ...tenantPolicies(),
  ],
);
