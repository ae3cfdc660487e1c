import type { Tx } from "@/db/client";
import type { SnapshotAnswer, SnapshotScore, snapshots } from "@/db/schema/assessment/snapshots";

export type SnapshotCause = (typeof snapshots.$inferSelect)["cause"];

/** Scores are 0–5, coverages 0–1; `validatedScore` is null while nothing is approved. */
export interface NewSnapshot {
  productId: number;
  userId: number;
  cause: SnapshotCause;
  round: number;
  questionnaireVersionId: number;
  overallScore: number;
  validatedScore: number | null;
  coverage: number;
  validatedCoverage: number;
  scores: SnapshotScore[];
  answers: SnapshotAnswer[];
  contentHash: string;
  takenAt: Date;
}

const insertStatement = {
  name: "insert_snapshot",
  text: `insert into snapshots (organization_id, product_id, user_id, cause, overall_score, validated_score, coverage,
      validated_coverage, scores, round, questionnaire_version_id, answers, content_hash, taken_at, taken_by)
    select organization_id, id, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10, $11::jsonb, $12, $13, (select app.actor_id())
    from products where id = $1 returning id`,
};

/** Keeps an answer set as it stands now. Returns the snapshot's id. */
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
    s.round,
    s.questionnaireVersionId,
    JSON.stringify(s.answers),
    s.contentHash,
    s.takenAt,
  ];
  return (await tx.send<{ id: number }>(insertStatement, values))[0]!.id;
}

const insertManyStatement = {
  name: "insert_snapshots",
  text: `insert into snapshots (organization_id, product_id, user_id, cause, overall_score, validated_score, coverage,
      validated_coverage, scores, round, questionnaire_version_id, answers, content_hash, taken_at, taken_by)
    select p.organization_id, p.id, g."userId", g.cause, g."overallScore", g."validatedScore", g.coverage, g."validatedCoverage",
      g.scores, g.round, g."questionnaireVersionId", g.answers, g."contentHash", $3, (select app.actor_id())
    from products p, jsonb_to_recordset($2::jsonb) as g("userId" integer, cause text, "overallScore" real, "validatedScore" real,
      coverage real, "validatedCoverage" real, scores jsonb, round integer, "questionnaireVersionId" integer, answers jsonb,
      "contentHash" text)
    where p.id = $1`,
};

/** Keeps several answer sets of a product as they stand now. */
export async function insertSnapshots(tx: Tx, productId: number, takenAt: Date, snapshots: readonly NewSnapshot[]) {
  await tx.send(insertManyStatement, [productId, JSON.stringify(snapshots), takenAt]);
}

const stateStatement = {
  name: "product_snapshot_state",
  text: `select questionnaire_version_id, round, date_trunc('milliseconds', now()) as now from products where id = $1`,
};

/** What a snapshot taken in this transaction says of its product, and its moment. */
export async function findSnapshotState(tx: Tx, productId: number) {
  const rows = await tx.send<{ questionnaire_version_id: number; round: number; now: Date }>(stateStatement, [
    productId,
  ]);
  return rows[0];
}

/** A snapshot as lists show it, with its product as permission needs to know it. */
export interface SnapshotRow {
  id: number;
  organization_id: number;
  product_id: number;
  user_id: number;
  cause: SnapshotCause;
  round: number;
  taken_at: Date;
  taken_by: string | null;
  questionnaire_version_id: number | null;
  overall_score: number;
  validated_score: number | null;
  coverage: number;
  validated_coverage: number;
  content_hash: string | null;
  /** When its answers left the database for the file of its round. */
  archived_at: Date | null;
}

const archivedAt = `case when s.answers is null and s.content_hash is not null then (select a.archived_at from round_archives a
    where a.organization_id = s.organization_id and a.product_id = s.product_id and a.round = s.round and a.restored_at is null) end`;

const columns = `s.id, s.organization_id, s.product_id, s.user_id, s.cause, s.round, s.taken_at,
  coalesce(nullif(trim(u.first_name || ' ' || u.last_name), ''), u.username) as taken_by, s.questionnaire_version_id,
  s.overall_score, s.validated_score, s.coverage, s.validated_coverage, s.content_hash, ${archivedAt} as archived_at`;

const listStatement = {
  name: "list_snapshots",
  text: `with own as (select p.id, p.organization_id, case when $2::integer is null then p.owner_id else $2 end as user_id
      from products p where p.id = $1)
    select ${columns} from own
    join snapshots s on s.organization_id = own.organization_id and s.product_id = own.id and s.user_id = own.user_id
    left join users u on u.id = s.taken_by
    where $3::timestamptz is null or (s.taken_at, s.id) < ($3, $4)
    order by s.taken_at desc, s.id desc limit $5`,
};

/** The snapshots of an answer set (null: the product's own), the newest first. */
export async function listSnapshotRows(
  tx: Tx,
  productId: number,
  userId: number | null,
  before: { takenAt: string; id: number } | null,
  limit: number,
): Promise<SnapshotRow[]> {
  return tx.send<SnapshotRow>(listStatement, [productId, userId, before?.takenAt ?? null, before?.id ?? null, limit]);
}

const findStatement = {
  name: "find_snapshot",
  text: `select ${columns}, s.scores, s.answers from snapshots s left join users u on u.id = s.taken_by
    where s.id = $1 and ($2::integer is null or s.product_id = $2)`,
};

/** A snapshot with its scores and the references to its answers; of `productId` alone where it is given. */
export async function findSnapshot(tx: Tx, id: number, productId: number | null = null) {
  type Row = SnapshotRow & { scores: SnapshotScore[]; answers: SnapshotAnswer[] | null };
  return (await tx.send<Row>(findStatement, [id, productId]))[0];
}
