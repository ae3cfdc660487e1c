import { and, eq, sql, type SQL } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { evidence, type Workspace } from "@/db/schema/vault/evidence";
import { storedFiles } from "./stored-files";

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

/** What may be said of a new row beside whose and which file it is. */
export type NewEvidence = Partial<
  Pick<
    typeof evidence.$inferInsert,
    "workspace" | "origin" | "title" | "description" | "inLibrary" | "firstId" | "replacesId" | "edition"
  >
>;

/** Of a workspace and within reach, or undefined. */
export const findEvidence = async (
  tx: Tx,
  id: number,
  workspace: Workspace = "assessment",
): Promise<EvidenceRow | undefined> =>
  (
    await tx
      .select(columns)
      .from(evidence)
      .where(and(eq(evidence.id, id), eq(evidence.workspace, workspace)))
  )[0];

export const insertEvidence = async (tx: Tx, row: typeof evidence.$inferInsert) =>
  (await tx.insert(evidence).values(row).returning(columns))[0]!;

/** Changes what is written about a file if `version` is still its version; says whether it was. */
export async function updateEvidence(
  tx: Tx,
  id: number,
  version: number,
  changes: { title?: string; description?: string; expiresOn?: string | null },
): Promise<boolean> {
  const changed = await tx
    .update(evidence)
    .set({ ...changes, version: sql`${evidence.version} + 1`, updatedAt: sql`now()` })
    .where(and(eq(evidence.id, id), eq(evidence.version, version)))
    .returning({ id: evidence.id });
  return changed.length === 1;
}

/** The edition that replaces this one, if there is one. */
export const findReplacement = async (tx: Tx, organizationId: number, id: number): Promise<number | undefined> =>
  (
    await tx
      .select({ id: evidence.id })
      .from(evidence)
      .where(and(eq(evidence.organizationId, organizationId), eq(evidence.replacesId, id)))
  )[0]?.id;

/** The same content under the same name, which the library keeps already and nothing replaces. */
export async function findKeptTwin(tx: Tx, organizationId: number, sha256: string, filename: string) {
  const { rows } = await tx.execute<{ id: number }>(sql`
    select e.id from evidence e
     where e.organization_id = ${organizationId} and e.sha256 = ${sha256} and e.filename = ${filename} and e.in_library
       and not exists (select from evidence n where n.organization_id = e.organization_id and n.replaces_id = e.id)
     order by e.id desc limit 1`);
  return rows[0]?.id;
}

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

/** The kind of jobs that write personal data into a file, and the days for which it is kept. */
export const PERSONAL_EXPORT = "identity.personal-data";
export const PERSONAL_EXPORT_DAYS = 7;

/** Whether content is that of an export of personal data that can still be fetched. */
const isPersonalExport = (sha256: SQL) => sql`exists (
  select from jobs j where j.kind = ${PERSONAL_EXPORT} and j.status = 'done'
     and j.ended_at > now() - make_interval(days => ${PERSONAL_EXPORT_DAYS}) and j.result ->> 'sha256' = ${sha256})`;

/** Whether a row of the organization names this content. */
export async function isStored(tx: Tx, organizationId: number, sha256: string): Promise<boolean> {
  const { rows } = await tx.execute<{ stored: boolean }>(sql`
    select exists (select from ${sql.raw(storedFiles)} f where f.organization_id = ${organizationId} and f.sha256 = ${sha256})
        or ${isPersonalExport(sql`${sha256}`)} as stored`);
  return rows[0]!.stored;
}

/** Of these contents of an organization, those that no row names. */
export async function findUnnamed(tx: Tx, organizationId: number, hashes: string[]): Promise<string[]> {
  const { rows } = await tx.execute<{ sha256: string }>(sql`
    select h.sha256 from unnest(${sql.param(hashes)}::text[]) h(sha256)
     where not exists (select from ${sql.raw(storedFiles)} f where f.organization_id = ${organizationId} and f.sha256 = h.sha256)
       and not ${isPersonalExport(sql`h.sha256`)}`);
  return rows.map((row) => row.sha256);
}

/**
 * Evidence that was uploaded before a moment, not for the library, and that no answer has or ever had and no action has,
 * at most 500 of it: what a revision names stays, since it is part of the history, and so does what a newer edition
 * replaces.
 */
export async function findNeverLinked(tx: Tx, uploadedBefore: Date) {
  const { rows } = await tx.execute<{ id: number; organizationId: number; sha256: string }>(sql`
    select e.id, e.organization_id as "organizationId", e.sha256
      from evidence e
     where e.created_at < ${uploadedBefore} and e.workspace = 'assessment' and not e.in_library
       and not exists (select from evidence n where n.organization_id = e.organization_id and n.replaces_id = e.id)
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
