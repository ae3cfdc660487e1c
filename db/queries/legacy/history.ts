import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { SnapshotScore } from "@/db/schema/assessment/snapshots";
import { batches, insertRows } from "./insert-rows";

export interface SnapshotRow {
  organization_id: number;
  product_id: number;
  user_id: number;
  cause: "submit";
  overall_score: number;
  coverage: number;
  validated_coverage: number;
  scores: SnapshotScore[];
  taken_at: string;
}

export const insertSnapshots = (tx: Tx, rows: SnapshotRow[]) =>
  insertRows<SnapshotRow>(
    tx,
    "snapshots",
    {
      organization_id: "integer",
      product_id: "integer",
      user_id: "integer",
      cause: "text",
      overall_score: "real",
      coverage: "real",
      validated_coverage: "real",
      scores: "jsonb",
      taken_at: "timestamptz",
    },
    rows,
  );

/** Which answer sets there are, as `product/user`. */
export async function listSets(tx: Tx, productIds: number[]): Promise<Set<string>> {
  const result = await tx.execute<{ place: string }>(
    sql`select product_id || '/' || user_id as place from answer_sets
        where product_id = any (${sql.param(productIds)}::integer[])`,
  );
  return new Set(result.rows.map(({ place }) => place));
}

/** The scores of dimensions as the answers give them. */
export async function listDimensionScores(tx: Tx, productIds: number[]) {
  const result = await tx.execute<{ product_id: number; user_id: number; dimension: string; score: number | null }>(
    sql`select product_id, user_id, dimension, score from maturity_scores
        where product_id = any (${sql.param(productIds)}::integer[]) and subdimension = ''`,
  );
  return result.rows;
}

/** Appends what another system noted to the trail, as named events: never as changes of our own. */
export async function logLegacyEvents(tx: Tx, events: { record: number; details: object }[]): Promise<void> {
  for (const batch of batches(events)) {
    await tx.execute(
      sql`select count(app.log_event('LEGACY', 'legacy_audit_log', record, null, details)::text)
          from jsonb_to_recordset(${batch}::jsonb) as r(record bigint, details jsonb)`,
    );
  }
}

export interface InvitationRow {
  organization_id: number;
  email: string;
  role: string;
  token_hash: string;
  inviter_id: number | null;
  expires_at: string;
  created_at: string;
}

export const insertInvitations = (tx: Tx, rows: InvitationRow[]) =>
  insertRows<InvitationRow>(
    tx,
    "user_invitations",
    {
      organization_id: "integer",
      email: "text",
      role: "text",
      token_hash: "bytea",
      inviter_id: "integer",
      expires_at: "timestamptz",
      created_at: "timestamptz",
    },
    rows,
  );
