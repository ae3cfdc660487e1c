import type { Tx } from "@/db/client";
import { scoreColumns, type ScoreRow } from "./write-response";
import { userOrOwner } from "./whose-set";

const listStatement = {
  name: "list_scores",
  text: `select ${scoreColumns} from maturity_scores where product_id = $1 and user_id = $2`,
};

/** The kept sums of an answer set, per dimension and subdimension. */
export async function listScores(tx: Tx, productId: number, userId: number): Promise<ScoreRow[]> {
  return tx.send<ScoreRow>(listStatement, [productId, userId]);
}

// A user who has answered nothing has a score too; one of another organization, or none at all, is not found.
const maturityStatement = {
  name: "product_scores",
  text: `select p.id, p.organization_id, u.id as user_id, p.questionnaire_version_id, p.target_level, s.updated_at as calculated_at,
      (select coalesce(json_agg(m), '[]') from (select ${scoreColumns} from maturity_scores
        where product_id = p.id and user_id = u.id) m)::text as scores
    from products p
    join users u on u.id = ${userOrOwner("p.owner_id")}
    left join answer_sets s on s.product_id = p.id and s.user_id = u.id
    where p.id = $1 and (s.id is not null or u.organization_id = p.organization_id)`,
};

export interface ProductScoresRow {
  id: number;
  organization_id: number;
  user_id: number;
  questionnaire_version_id: number;
  target_level: number | null;
  /** JSON text of its `ScoreRow`s. */
  scores: string;
  /** When the set last changed; null before its first answer. */
  calculated_at: Date | null;
}

/** A product with the kept sums of one of its answer sets, in one statement. */
export async function findProductScores(
  tx: Tx,
  productId: number,
  userId: number | null,
): Promise<ProductScoresRow | undefined> {
  return (await tx.send<ProductScoresRow>(maturityStatement, [productId, userId]))[0];
}
