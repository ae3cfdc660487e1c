import { listScores } from "@/db/queries/assessment/scores";
import { findPinnedVersion, insertSnapshot, type SnapshotCause } from "@/db/queries/assessment/snapshots";
import type { Tx } from "@/lib/kernel/database";
import { notFound } from "@/lib/kernel/fault";
import { maturityOf } from "./maturity";
import { loadQuestionnaire } from "./questionnaire";

/**
 * Keeps the scores of an answer set as they stand in this transaction, for trends. Returns the snapshot's id.
 * @throws Fault not_found for a product out of reach
 */
export async function takeSnapshot(tx: Tx, productId: number, userId: number, cause: SnapshotCause): Promise<number> {
  const versionId = await findPinnedVersion(tx, productId);
  if (versionId === undefined) throw notFound("product");
  const questionnaire = await loadQuestionnaire(tx, versionId);
  const maturity = maturityOf(await listScores(tx, productId, userId), questionnaire);
  const dimensions = Object.entries(maturity.dimension_scores);
  return insertSnapshot(tx, {
    productId,
    userId,
    cause,
    overallScore: maturity.overall_score,
    validatedScore: dimensions.some(([, { validated }]) => validated.average !== null)
      ? maturity.validated.overall_score
      : null,
    coverage: maturity.coverage,
    validatedCoverage: maturity.validated.coverage,
    scores: dimensions.map(([dimension, { section, average, validated }]) => ({
      section,
      dimension,
      average,
      validated: validated.average,
    })),
  });
}
