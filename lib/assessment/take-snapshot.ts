import { listCurrentContents } from "@/db/queries/assessment/answer-contents";
import { listScores } from "@/db/queries/assessment/scores";
import { findSnapshotState, insertSnapshot, type SnapshotCause } from "@/db/queries/assessment/snapshots";
import type { Tx } from "@/lib/kernel/database";
import { notFound } from "@/lib/kernel/fault";
import { maturityOf, type Maturity } from "./maturity";
import { loadQuestionnaire } from "./questionnaire";
import { contentAnswer, contentHash, referenceTo } from "./snapshot-content";

/**
 * Keeps an answer set as it stands in this transaction: its scores, and each answer by reference to its revision, with the
 * hash of all of it. The set must be locked. The same few statements for ten answers and for a thousand. Returns the
 * snapshot's id.
 * @throws Fault not_found for a product out of reach
 */
export async function takeSnapshot(tx: Tx, productId: number, userId: number, cause: SnapshotCause): Promise<number> {
  // Sent together: one round trip.
  const [state, rows, sums] = await Promise.all([
    findSnapshotState(tx, productId),
    listCurrentContents(tx, productId, userId),
    listScores(tx, productId, userId),
  ]);
  if (!state) throw notFound("product");
  const questionnaire = await loadQuestionnaire(tx, state.questionnaire_version_id);
  const figures = figuresOf(maturityOf(sums, questionnaire));
  const answers = rows.map(contentAnswer);
  return insertSnapshot(tx, {
    productId,
    userId,
    cause,
    round: state.round,
    questionnaireVersionId: state.questionnaire_version_id,
    takenAt: state.now,
    ...figures,
    answers: answers.map(referenceTo),
    contentHash: contentHash({
      product_id: productId,
      questionnaire_version_id: state.questionnaire_version_id,
      round: state.round,
      cause,
      taken_at: state.now.toISOString(),
      overall_score: figures.overallScore,
      validated_score: figures.validatedScore,
      coverage: figures.coverage,
      validated_coverage: figures.validatedCoverage,
      scores: figures.scores,
      answers,
    }),
  });
}

/** Four decimals, which the database gives back as they were. */
const share = (coverage: number) => Math.round(coverage * 10_000) / 10_000;

/** The figures of a snapshot. */
export function figuresOf(maturity: Maturity) {
  const dimensions = Object.entries(maturity.dimension_scores);
  return {
    overallScore: maturity.overall_score,
    validatedScore: dimensions.some(([, { validated }]) => validated.average !== null)
      ? maturity.validated.overall_score
      : null,
    coverage: share(maturity.coverage),
    validatedCoverage: share(maturity.validated.coverage),
    scores: dimensions.map(([dimension, { section, average, validated }]) => ({
      section,
      dimension,
      average,
      validated: validated.average,
    })),
  };
}
