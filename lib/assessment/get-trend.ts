import { z } from "zod";
import { findTrend, type SnapshotRow, type TrendRow } from "@/db/queries/assessment/results";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canSeeProduct } from "./policy";
import { roundScore } from "./scoring";

/**
 * An answer set's maturity over time: the last snapshot of each day, oldest first (0–5, coverage 0–1). With them the one
 * to compare today with, about a month old, and the one that `snapshot_id` names; both with their dimensions' scores.
 */
export const getTrend = query({
  action: "assessment.trend.get",
  subject: "product",
  input: z.object({ product_id: id(), user_id: id().optional(), snapshot_id: id().optional() }),
  target: (tx, input) => findTrend(tx, input.product_id, input.user_id ?? null, input.snapshot_id ?? null),
  allow: (actor, product) => canSeeProduct(actor, { organizationId: product.organization_id }),
  run: async ({ target }) => ({
    points: target.points.map(pointOf),
    earlier: target.earlier && snapshotOf(target.earlier),
    picked: target.picked && snapshotOf(target.picked),
  }),
});

// Scores are kept as real: two decimals are what was stored.
const pointOf = (row: TrendRow) => ({
  id: row.id,
  takenAt: new Date(row.taken_at).toISOString(),
  cause: row.cause,
  overall: roundScore(row.overall_score),
  validated: row.validated_score === null ? null : roundScore(row.validated_score),
  coverage: row.coverage,
});

const snapshotOf = (row: SnapshotRow) => ({ ...pointOf(row), scores: row.scores });
