import { listReferredContents } from "@/db/queries/assessment/answer-contents";
import { listAnswersAt } from "@/db/queries/assessment/answers-at";
import { insertSnapshots } from "@/db/queries/demo/insert-demo";
import { scoreRowsOf } from "@/lib/assessment/assessment-at";
import { maturityOf } from "@/lib/assessment/maturity";
import { snapshotOf } from "@/lib/assessment/take-snapshot";
import type { Tx } from "@/lib/kernel/database";
import type { DemoPlace, SeededProduct } from "./place";

/** Snapshots as they would have been taken at these moments, from the history that stands there already. */
export async function seedSnapshots(
  tx: Tx,
  { organizationId, leadId, questionnaire }: DemoPlace,
  product: SeededProduct,
  moments: readonly { at: Date; closes: boolean; round: number }[],
): Promise<void> {
  const place = { organizationId, userId: product.ownerId };
  const snapshots = [];
  for (const { at, closes, round } of moments) {
    const rows = await listAnswersAt(tx, product.id, product.ownerId, at);
    if (rows.length === 0) continue;
    const references = rows.map((row) => [row.response_id, row.version, row.status, row.question_id]);
    const maturity = maturityOf(scoreRowsOf(rows, questionnaire), questionnaire);
    const cause = closes ? "close" : maturity.validated.coverage > 0 ? "review" : "submit";
    const head = {
      productId: product.id,
      cause,
      round,
      questionnaireVersionId: questionnaire.id,
      takenAt: at,
    } as const;
    const contents = await listReferredContents(tx, organizationId, references);
    snapshots.push({
      ...place,
      ...snapshotOf(head, maturity, contents),
      takenBy: cause === "submit" ? product.ownerId : leadId,
    });
  }
  await insertSnapshots(tx, snapshots);
}
