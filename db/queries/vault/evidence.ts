import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { evidence } from "@/db/schema/vault/evidence";

const columns = {
  id: evidence.id,
  organizationId: evidence.organizationId,
  sha256: evidence.sha256,
  filename: evidence.filename,
  mediaType: evidence.mediaType,
  size: evidence.size,
  uploadedBy: evidence.uploadedBy,
  createdAt: evidence.createdAt,
};

export type EvidenceRow = Awaited<ReturnType<typeof insertEvidence>>;

/** Within reach, or undefined. */
export const findEvidence = async (tx: Tx, id: number): Promise<EvidenceRow | undefined> =>
  (await tx.select(columns).from(evidence).where(eq(evidence.id, id)))[0];

export const insertEvidence = async (tx: Tx, row: typeof evidence.$inferInsert) =>
  (await tx.insert(evidence).values(row).returning(columns))[0]!;

// Sent past Drizzle, which leaves bigint as text.
const bytesStatement = {
  name: "stored_bytes",
  text: `select coalesce(sum(size), 0)::bigint as total
    from (select distinct on (sha256) size from evidence where organization_id = $1 order by sha256) s`,
};

/** Bytes an organization stores, the same content counted once. */
export async function storedBytes(tx: Tx, organizationId: number): Promise<number> {
  return (await tx.send<{ total: number }>(bytesStatement, [organizationId]))[0]!.total;
}

/** Whether a row of the organization names this content. */
export const isStored = async (tx: Tx, organizationId: number, sha256: string): Promise<boolean> =>
  (
    await tx
      .select({ id: evidence.id })
      .from(evidence)
      .where(and(eq(evidence.organizationId, organizationId), eq(evidence.sha256, sha256)))
      .limit(1)
  ).length > 0;

/** Of these contents of an organization, those that no row names. */
export async function findUnnamed(tx: Tx, organizationId: number, hashes: string[]): Promise<string[]> {
  const { rows } = await tx.execute<{ sha256: string }>(sql`
    select h.sha256 from unnest(${sql.param(hashes)}::text[]) h(sha256)
     where not exists (select from evidence e where e.organization_id = ${organizationId} and e.sha256 = h.sha256)`);
  return rows.map((row) => row.sha256);
}

/**
 * Evidence that was uploaded before a moment and that no answer has or ever had and no action has, at most 500 of it: what a revision
 * names stays, since it is part of the history.
 */
export async function findNeverLinked(tx: Tx, uploadedBefore: Date) {
  const { rows } = await tx.execute<{ id: number; organizationId: number; sha256: string }>(sql`
    select e.id, e.organization_id as "organizationId", e.sha256
      from evidence e
     where e.created_at < ${uploadedBefore}
       and not exists (select from response_evidence l
                        where l.organization_id = e.organization_id and l.evidence_id = e.id)
       and not exists (select from action_evidence l
                        where l.organization_id = e.organization_id and l.evidence_id = e.id)
       and not exists (select from response_revisions r cross join jsonb_array_elements_text(r.evidence_ids) named
                        where r.organization_id = e.organization_id and r.evidence_ids <> '[]' and named::integer = e.id)
     order by e.id
     limit 500`);
  return rows;
}

export const deleteEvidence = (tx: Tx, id: number) => tx.delete(evidence).where(eq(evidence.id, id));
