import type { SetCounts } from "./scoring";

export const productStatuses = ["not_started", "in_progress", "filled", "in_review", "reviewed", "completed"] as const;
export type ProductStatus = (typeof productStatuses)[number];

/**
 * Where a product stands, derived from its answer set and the number of questions asked. Not started: nothing answered. In
 * review: something submitted and not judged. Completed: every applicable question approved. Reviewed: all judged, not
 * all approved. Filled: every applicable question answered. In progress otherwise.
 */
export function productStatus(counts: SetCounts, asked: number): ProductStatus {
  const { answered, notApplicable, draft, submitted, approved, approvedNotApplicable, needsRevision, rejected } =
    counts;
  if (answered + notApplicable === 0) return "not_started";
  if (submitted > 0) return "in_review";
  const applicable = asked - notApplicable;
  if (answered < applicable) return "in_progress";
  if (approved - approvedNotApplicable >= applicable && needsRevision + rejected === 0) return "completed";
  return draft === 0 && approved + needsRevision + rejected > 0 ? "reviewed" : "filled";
}
