import type { Tx } from "@/db/client";
import { scoreColumns, type ScoreRow } from "./write-response";

const listStatement = {
  name: "list_scores",
  text: `select ${scoreColumns} from maturity_scores where product_id = $1 and user_id = $2`,
};

/** The kept sums of an answer set, per dimension and subdimension. */
export async function listScores(tx: Tx, productId: number, userId: number): Promise<ScoreRow[]> {
  return tx.send<ScoreRow>(listStatement, [productId, userId]);
}

const maturityStatement = {
  name: "product_scores",
  text: `select p.id, p.organization_id, p.owner_id, p.questionnaire_version_id, p.target_level,
      (select coalesce(json_agg(s), '[]') from (select ${scoreColumns} from maturity_scores m
        where m.product_id = p.id and m.user_id = coalesce($2, p.owner_id)) s) as scores,
      (select greatest(s.updated_at, s.created_at) from answer_sets s where s.product_id = p.id and s.user_id = coalesce($2, p.owner_id)) as calculated_at,
      exists (select from answer_sets s where s.product_id = p.id and s.user_id = coalesce($2, p.owner_id)) as has_set
    from products p where p.id = $1`,
};

export interface ProductScoresRow {
  id: number;
  organization_id: number;
  owner_id: number;
  questionnaire_version_id: number;
  target_level: number | null;
  scores: ScoreRow[];
  calculated_at: Date | null;
  has_set: boolean;
}

/** A product with the kept sums of one of its answer sets, in one statement. */
export async function findProductScores(
  tx: Tx,
  productId: number,
  userId: number | null,
): Promise<ProductScoresRow | undefined> {
  return (await tx.send<ProductScoresRow>(maturityStatement, [productId, userId]))[0];
}
