import { listCurrentContents, type AnswerContentRow } from "@/db/queries/assessment/answer-contents";
import { listScores } from "@/db/queries/assessment/scores";
import {
  findSnapshotState,
  insertSnapshot,
  insertSnapshots,
  type NewSnapshot,
  type SnapshotCause,
} from "@/db/queries/assessment/snapshots";
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
  const { round, questionnaire_version_id: questionnaireVersionId, now: takenAt } = state;
  const head = { productId, cause, round, questionnaireVersionId, takenAt };
  return insertSnapshot(tx, { ...snapshotOf(head, maturityOf(sums, questionnaire), rows), userId });
}

/**
 * The same for several answer sets of a product, with the maturity they have: those that have answers are kept, in three
 * statements for all. The sets must be locked.
 * @throws Fault not_found for a product out of reach
 */
export async function takeSnapshots(
  tx: Tx,
  productId: number,
  sets: readonly { userId: number; before: Maturity }[],
  cause: SnapshotCause,
): Promise<void> {
  const [state, rows] = await Promise.all([findSnapshotState(tx, productId), listCurrentContents(tx, productId, null)]);
  if (!state) throw notFound("product");
  const { round, questionnaire_version_id: questionnaireVersionId, now: takenAt } = state;
  const head = { productId, cause, round, questionnaireVersionId, takenAt };
  const taken = sets.flatMap(({ userId, before }) => {
    const own = rows.filter((row) => row.user_id === userId);
    return own.length > 0 ? [{ ...snapshotOf(head, before, own), userId }] : [];
  });
  if (taken.length > 0) await insertSnapshots(tx, productId, takenAt, taken);
}

/** A snapshot of these scores and answers, with the hash of all of it. */
export function snapshotOf(
  head: Pick<NewSnapshot, "productId" | "cause" | "round" | "questionnaireVersionId" | "takenAt">,
  maturity: Maturity,
  rows: readonly AnswerContentRow[],
): Omit<NewSnapshot, "userId"> {
  const figures = figuresOf(maturity);
  const answers = rows.map(contentAnswer);
  return {
    ...head,
    ...figures,
    answers: answers.map(referenceTo),
    contentHash: contentHash({
      product_id: head.productId,
      questionnaire_version_id: head.questionnaireVersionId,
      round: head.round,
      cause: head.cause,
      taken_at: head.takenAt.toISOString(),
      overall_score: figures.overallScore,
      validated_score: figures.validatedScore,
      coverage: figures.coverage,
      validated_coverage: figures.validatedCoverage,
      scores: figures.scores,
      answers,
    }),
  };
}

/** Four decimals, which the database gives back as they were. */
const share = (coverage: number) => Math.round(coverage * 10_000) / 10_000;

/** The figures of a snapshot. */
function figuresOf(maturity: Maturity) {
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
