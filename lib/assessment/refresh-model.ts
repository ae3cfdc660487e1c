import { refreshModelScores } from "@/db/queries/assessment/model-scores";
import type { ScoreRow } from "@/db/queries/assessment/write-response";
import type { Tx } from "@/lib/kernel/database";
import { loadQuestionnaire } from "./questionnaire";

/** What of a product and its answer set a model needs. */
interface AnsweredProduct {
  organization_id: number;
  product_id: number;
  user_id: number;
  questionnaire_version_id: number;
}

/**
 * Says anew what the product's model makes of one dimension of an answer set, or of all, and returns all its score rows.
 * Sums say all that the model `mean` needs: nothing is sent then, and nothing returned. The answer set must be locked.
 */
export async function refreshModel(
  tx: Tx,
  set: AnsweredProduct,
  dimension?: { section: string; dimension: string },
): Promise<ScoreRow[] | undefined> {
  const { scoring_model } = await loadQuestionnaire(tx, set.questionnaire_version_id);
  if (scoring_model === "mean") return undefined;
  return refreshModelScores(tx, set, dimension);
}
