import { z } from "zod";
import { findProduct } from "@/db/queries/assessment/products";
import { listSnapshotRows, type SnapshotRow } from "@/db/queries/assessment/snapshots";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { id, limit } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canSeeProduct } from "./policy";
import { accessTo } from "./product";
import { roundScore } from "./scoring";

/** A snapshot in short. Scores are 0–5, coverages 0–1; `content_hash` is null for one that kept scores alone. */
export interface Snapshot {
  id: number;
  product_id: number;
  user_id: number;
  round: number;
  cause: SnapshotRow["cause"];
  taken_at: string;
  taken_by: string | null;
  questionnaire_version_id: number | null;
  overall_score: number;
  validated_score: number | null;
  coverage: number;
  validated_coverage: number;
  content_hash: string | null;
  /** When its answers left the database for the file of its round, which can be restored. */
  archived_at: string | null;
}

/** One page of the snapshots of a product's answer set, or of that of `user_id`, the newest first. */
export const listSnapshots = query({
  action: "assessment.snapshots.list",
  scope: "scores:read",
  subject: "product",
  input: z.object({
    product_id: id(),
    user_id: id().optional(),
    limit: limit(200, 50),
    cursor: z.string().max(200).optional(),
  }),
  target: (tx, input) => findProduct(tx, input.product_id),
  allow: (actor, product) => canSeeProduct(actor, accessTo(product)),
  run: async ({ tx }, input) => {
    const after = decodeCursor(input.cursor, "tn");
    const before = after ? { takenAt: after[0] as string, id: after[1] as number } : null;
    const rows = await listSnapshotRows(tx, input.product_id, input.user_id ?? null, before, input.limit + 1);
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    return {
      snapshots: page.map(describeSnapshot),
      next_cursor: rows.length > input.limit && last ? encodeCursor([last.taken_at.toISOString(), last.id]) : null,
    };
  },
});

export const describeSnapshot = (row: SnapshotRow): Snapshot => ({
  id: row.id,
  product_id: row.product_id,
  user_id: row.user_id,
  round: row.round,
  cause: row.cause,
  taken_at: row.taken_at.toISOString(),
  taken_by: row.taken_by,
  questionnaire_version_id: row.questionnaire_version_id,
  overall_score: roundScore(row.overall_score),
  validated_score: row.validated_score === null ? null : roundScore(row.validated_score),
  coverage: row.coverage,
  validated_coverage: row.validated_coverage,
  content_hash: row.content_hash,
  archived_at: row.archived_at?.toISOString() ?? null,
});
