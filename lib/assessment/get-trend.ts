import { z } from "zod";
import { findTrend, type SnapshotRow, type TrendRow } from "@/db/queries/assessment/results";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canSeeProduct } from "./policy";
import { roundScore } from "./scoring";

/**
 * An answer set's maturity over time: the last snapshot of each day, oldest first (0–5, coverage 0–1). With them the one
 * to compare today with, about a month old, and the one that `snapshot_id` names; both with their dimensions' scores. With
 * a `section`, or a `dimension` of it by its key, each point says in `place` how that stood.
 */
export const getTrend = query({
  action: "assessment.trend.get",
  subject: "product",
  input: z.object({
    product_id: id(),
    user_id: id().optional(),
    snapshot_id: id().optional(),
    section: z.string().max(200).optional(),
    dimension: z.string().max(500).optional(),
  }),
  target: (tx, { product_id, user_id, snapshot_id, section, dimension }) =>
    findTrend(
      tx,
      product_id,
      user_id ?? null,
      snapshot_id ?? null,
      section === undefined ? null : { section, dimension: dimension ?? null },
    ),
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
  place: row.figures ? { self: meanOf(row.figures, "average"), validated: meanOf(row.figures, "validated") } : null,
});

/** A section's figure is the mean of its dimensions', two decimals; a dimension's is its own. */
function meanOf(figures: NonNullable<TrendRow["figures"]>, name: "average" | "validated") {
  const known = figures.flatMap((figure) => figure[name] ?? []);
  return known.length ? roundScore(known.reduce((sum, score) => sum + score, 0) / known.length) : null;
}

const snapshotOf = (row: SnapshotRow) => ({ ...pointOf(row), scores: row.scores });
