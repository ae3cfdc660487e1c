import type { Statement, Tx } from "@/db/client";
import type { ImportStatus } from "@/db/schema/intelligence/imports";

/** An import as its workspace sees it; how far its job is only where the job is the reader's own. */
export interface ImportRow {
  id: number;
  organization_id: number;
  evidence_id: number | null;
  filename: string;
  sha256: string;
  size: number;
  format: string;
  supplied_by: string;
  authority: string;
  time_zone: string;
  mapping: Record<string, unknown> | null;
  status: ImportStatus;
  job_id: number | null;
  records: number;
  taken: number;
  duplicates: number;
  quarantined: number;
  position: number;
  created_by: number | null;
  created_by_name: string | null;
  created_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
  share: number | null;
  step: string | null;
  error: string | null;
}

const status = `case when i.status in ('queued', 'running') and j.status in ('failed', 'cancelled') then j.status else i.status end as status`;
const columns = `i.id, i.organization_id, i.evidence_id, i.filename, i.sha256, i.size, i.format, i.supplied_by, i.authority,
  i.time_zone, i.mapping, ${status}, i.job_id, i.records, i.taken, i.duplicates, i.quarantined, i.position, i.created_by, u.username as created_by_name, i.created_at, i.started_at, i.ended_at,
  p.share, p.step, j.error`;
const jobJoins = `left join jobs j on j.organization_id = i.organization_id and j.id = i.job_id left join job_progress p on p.job_id = j.id`;
const joins = `from imports i left join users u on u.id = i.created_by ${jobJoins}`;

const findStatement: Statement = { name: "find_import", text: `select ${columns} ${joins} where i.id = $1` };

export const findImport = async (tx: Tx, id: number): Promise<ImportRow | undefined> =>
  (await tx.send<ImportRow>(findStatement, [id]))[0];

/** What of an import changes while it is taken in. */
export type ImportProgressRow = Pick<
  ImportRow,
  | ("id" | "organization_id" | "status" | "job_id" | "records" | "taken" | "duplicates" | "quarantined")
  | ("started_at" | "share")
>;

const progressStatement: Statement = {
  name: "find_import_progress",
  text: `select i.id, i.organization_id, ${status}, i.job_id, i.records, i.taken, i.duplicates, i.quarantined, i.started_at, p.share
    from imports i ${jobJoins} where i.id = $1`,
};

export const findImportProgress = async (tx: Tx, id: number): Promise<ImportProgressRow | undefined> =>
  (await tx.send<ImportProgressRow>(progressStatement, [id]))[0];

const listStatement: Statement = {
  name: "list_imports",
  text: `select ${columns} ${joins} where ($1::integer is null or i.id < $1) order by i.id desc limit $2`,
};

/** The newest first, before `beforeId`. */
export const listImports = (tx: Tx, beforeId: number | null, limit: number): Promise<ImportRow[]> =>
  tx.send<ImportRow>(listStatement, [beforeId, limit]);

const sameStatement: Statement = {
  name: "find_same_import",
  text: `select id from imports where organization_id = $1 and sha256 = $2 and status = 'done' order by id limit 1`,
};

/** An earlier import of the same file that was done. */
export const findSameImport = async (tx: Tx, organizationId: number, sha256: string): Promise<number | undefined> =>
  (await tx.send<{ id: number }>(sameStatement, [organizationId, sha256]))[0]?.id;

const unfinishedStatement: Statement = {
  name: "find_unfinished_import",
  text: `select ${columns} ${joins} where i.organization_id = $1 and i.sha256 = $2 and i.evidence_id is null and i.status <> 'done' order by i.id desc limit 1`,
};

/** The last import of the same file from a disk, if it was not finished. */
export const findUnfinishedImport = async (tx: Tx, organizationId: number, sha256: string) =>
  (await tx.send<ImportRow>(unfinishedStatement, [organizationId, sha256]))[0];

export interface NewImport {
  organizationId: number;
  evidenceId: number | null;
  filename: string;
  sha256: string;
  size: number;
  format: string;
  suppliedBy: string;
  authority: string;
  timeZone: string;
  mapping: Record<string, unknown>;
}

const insertStatement: Statement = {
  name: "insert_import",
  text: `insert into imports (organization_id, evidence_id, filename, sha256, size, format, supplied_by, authority, time_zone, mapping, created_by)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, app.actor_id()) returning id`,
};

export async function insertImport(tx: Tx, row: NewImport): Promise<number> {
  const { organizationId, evidenceId, filename, sha256, size, format, suppliedBy, authority, timeZone, mapping } = row;
  const file = [organizationId, evidenceId, filename, sha256, size];
  const values = [...file, format, suppliedBy, authority, timeZone, JSON.stringify(mapping)];
  return (await tx.send<{ id: number }>(insertStatement, values))[0]!.id;
}

const startStatement: Statement = {
  name: "queue_import",
  text: `update imports set status = 'queued', format = $2, time_zone = $3, mapping = $4::jsonb, job_id = $5, ended_at = null where id = $1`,
};

/** Says how a file is read, and which job does it. */
export async function queueImport(
  tx: Tx,
  id: number,
  how: { format: string; timeZone: string; mapping: Record<string, unknown>; jobId: number | null },
): Promise<void> {
  await tx.send(startStatement, [id, how.format, how.timeZone, JSON.stringify(how.mapping), how.jobId]);
}

const beginStatement: Statement = {
  name: "begin_import",
  text: `update imports set status = 'running', started_at = case when started_at is null then now() else started_at end, ended_at = null
    where id = $1 and status in ('queued', 'running') returning id`,
};

/** False: it was ended meanwhile. */
export const beginImport = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx.send(beginStatement, [id])).length > 0;

const endStatement: Statement = {
  name: "end_import",
  text: `update imports set status = $2, ended_at = now() where id = $1 and status in ('queued', 'running') returning id`,
};

/** False: it had ended before. */
export const endImport = async (tx: Tx, id: number, status: "done" | "failed" | "cancelled"): Promise<boolean> =>
  (await tx.send(endStatement, [id, status])).length > 0;

const moveStatement: Statement = {
  name: "move_import",
  text: `update imports set position = $3, records = $3 where id = $1 and position = $2 and status = 'running' returning id`,
};

/** Moves an import on by a batch. False: another process did, or it was stopped. The row stays locked until the end. */
export const moveImport = async (tx: Tx, id: number, from: number, to: number): Promise<boolean> =>
  (await tx.send(moveStatement, [id, from, to])).length > 0;

const countStatement: Statement = {
  name: "count_import",
  text: `update imports set taken = taken + $2, duplicates = duplicates + $3, quarantined = quarantined + $4 where id = $1`,
};

export async function countImport(
  tx: Tx,
  id: number,
  { taken, duplicates, quarantined }: { taken: number; duplicates: number; quarantined: number },
): Promise<void> {
  await tx.send(countStatement, [id, taken, duplicates, quarantined]);
}

interface RejectRow {
  id: number;
  record: number;
  reason: string;
  raw: string;
}

const rejectsStatement: Statement = {
  name: "list_import_rejects",
  text: `select id, record, reason, raw from import_rejects where organization_id = $1 and import_id = $2 and record > $3 order by record limit $4`,
};

/** Records that were set aside, in the order of the file, behind `after`. */
export const listRejects = (tx: Tx, organizationId: number, importId: number, after: number, limit: number) =>
  tx.send<RejectRow>(rejectsStatement, [organizationId, importId, after, limit]);

const reasonsStatement: Statement = {
  name: "count_import_reasons",
  text: `select reason, count(*)::integer as count from import_rejects where organization_id = $1 and import_id = $2 group by reason order by count(*) desc, reason limit 20`,
};

/** Why records were set aside, the most frequent reasons first. */
export const countReasons = (tx: Tx, organizationId: number, importId: number) =>
  tx.send<{ reason: string; count: number }>(reasonsStatement, [organizationId, importId]);
