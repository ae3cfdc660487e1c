import type { Tx } from "@/db/client";
import type { SnapshotScore, snapshots } from "@/db/schema/assessment/snapshots";

export type SnapshotCause = (typeof snapshots.$inferSelect)["cause"];

/** Scores are 0–5, coverages 0–1; `validatedScore` is null while nothing is approved. */
export interface NewSnapshot {
  productId: number;
  userId: number;
  cause: SnapshotCause;
  overallScore: number;
  validatedScore: number | null;
  coverage: number;
  validatedCoverage: number;
  scores: SnapshotScore[];
}

const insertStatement = {
  name: "insert_snapshot",
  text: `insert into snapshots (organization_id, product_id, user_id, cause, overall_score, validated_score, coverage,
      validated_coverage, scores)
    select organization_id, id, $2, $3, $4, $5, $6, $7, $8::jsonb from products where id = $1 returning id`,
};

/** Keeps an answer set's scores as they stand now. Returns the snapshot's id. */
export async function insertSnapshot(tx: Tx, s: NewSnapshot): Promise<number> {
  const values = [
    s.productId,
    s.userId,
    s.cause,
    s.overallScore,
    s.validatedScore,
    s.coverage,
    s.validatedCoverage,
    JSON.stringify(s.scores),
  ];
  return (await tx.send<{ id: number }>(insertStatement, values))[0]!.id;
}

const versionStatement = {
  name: "product_questionnaire_version",
  text: "select questionnaire_version_id as id from products where id = $1",
};

/** The questionnaire version a product pins. */
export async function findPinnedVersion(tx: Tx, productId: number): Promise<number | undefined> {
  return (await tx.send<{ id: number }>(versionStatement, [productId]))[0]?.id;
}
