import type { Statement, Tx } from "@/db/client";
import type { Checked, backupStatuses, verificationStatuses } from "@/db/schema/backup/backups";

/** A backup as superusers see it. */
export interface BackupRow {
  id: number;
  name: string;
  status: (typeof backupStatuses)[number];
  trigger: "schedule" | "person";
  job_id: number | null;
  made_by: string | null;
  target: string;
  ring_key_id: string;
  created_at: Date;
  ended_at: Date | null;
  error: string | null;
  bytes: number | null;
  sha256: string | null;
  rows: number | null;
  evidence_files: number | null;
  evidence_missing: number | null;
  verification: (typeof verificationStatuses)[number] | null;
  verified_at: Date | null;
  verification_ms: number | null;
  verification_error: string | null;
  checked: Checked | null;
  removed_at: Date | null;
}

const columns = `b.id, b.name, b.status, b.trigger, b.job_id, b.target, b.ring_key_id, b.created_at, b.ended_at, b.error, b.bytes,
  b.sha256, b.rows, b.evidence_files, b.evidence_missing, b.verification, b.verified_at, b.verification_ms, b.verification_error,
  b.checked, b.removed_at, coalesce(nullif(trim(u.first_name || ' ' || u.last_name), ''), u.username) as made_by`;
const source = "backups b left join users u on u.id = b.made_by";

const findStatement: Statement = { name: "find_backup", text: `select ${columns} from ${source} where b.id = $1` };

export async function findBackup(tx: Tx, id: number): Promise<BackupRow | undefined> {
  return (await tx.send<BackupRow>(findStatement, [id]))[0];
}

const byNameStatement: Statement = {
  name: "find_backup_by_name",
  text: `select ${columns} from ${source} where b.name = $1`,
};

export async function findBackupByName(tx: Tx, name: string): Promise<BackupRow | undefined> {
  return (await tx.send<BackupRow>(byNameStatement, [name]))[0];
}

const listStatement: Statement = {
  name: "list_backups",
  text: `select ${columns} from ${source} where ($1::integer is null or b.id < $1) order by b.id desc limit $2`,
};

/** The newest first, before `beforeId`. */
export async function listBackups(tx: Tx, beforeId: number | null, limit: number): Promise<BackupRow[]> {
  return tx.send<BackupRow>(listStatement, [beforeId, limit]);
}

const keptStatement: Statement = {
  name: "kept_backups",
  text: "select id, name, created_at, verification from backups where status = 'done' and removed_at is null order by id",
};

/** All that are whole and still at the target. */
export async function findKept(tx: Tx): Promise<Pick<BackupRow, "id" | "name" | "created_at" | "verification">[]> {
  return tx.send(keptStatement, []);
}

export interface LastBackup {
  id: number;
  name: string;
  created_at: Date;
  bytes: number;
  verified_at: Date;
  verification_ms: number;
}

const lastGoodStatement: Statement = {
  name: "last_good_backup",
  text: `select id, name, created_at, bytes, verified_at, verification_ms from backups
    where verification = 'passed' and removed_at is null order by created_at desc limit 1`,
};

/** The newest that was restored and found whole. */
export async function findLastGood(tx: Tx): Promise<LastBackup | undefined> {
  return (await tx.send<LastBackup>(lastGoodStatement, []))[0];
}

const insertStatement: Statement = {
  name: "insert_backup",
  text: `insert into backups (name, trigger, job_id, made_by, target, ring_key_id) values ($1, $2, $3, app.actor_id(), $4, $5)
    returning id`,
};

export interface NewBackup {
  name: string;
  trigger: "schedule" | "person";
  jobId: number | null;
  target: string;
  ringKeyId: string;
}

export async function insertBackup(tx: Tx, backup: NewBackup): Promise<number> {
  const values = [backup.name, backup.trigger, backup.jobId, backup.target, backup.ringKeyId];
  return (await tx.send<{ id: number }>(insertStatement, values))[0]!.id;
}

const interruptStatement: Statement = {
  name: "interrupt_backups",
  text: `update backups set status = 'failed', ended_at = now(), error = 'The process making it ended.'
    where status = 'running' returning name`,
};

/** What is said to be under way is not: only one backup is made at a time, and the caller is about to make it. */
export async function interruptBackups(tx: Tx): Promise<string[]> {
  return (await tx.send<{ name: string }>(interruptStatement, [])).map(({ name }) => name);
}

const endStatement: Statement = {
  name: "end_backup",
  text: `update backups set status = $2, ended_at = now(), error = $3, bytes = $4, sha256 = $5, rows = $6, evidence_files = $7,
    evidence_missing = $8 where id = $1 and status = 'running'`,
};

/** What became of making it. */
export interface BackupEnd {
  status: "done" | "failed";
  error?: string;
  bytes?: number;
  sha256?: string;
  rows?: number;
  evidenceFiles?: number;
  evidenceMissing?: number;
}

export async function endBackup(tx: Tx, id: number, end: BackupEnd): Promise<void> {
  const { status, error, bytes, sha256, rows, evidenceFiles, evidenceMissing } = end;
  const values = [error, bytes, sha256, rows, evidenceFiles, evidenceMissing].map((value) => value ?? null);
  await tx.send(endStatement, [id, status, ...values]);
}

const verifiedStatement: Statement = {
  name: "note_verification",
  text: `update backups set verification = $2, verified_at = now(), verification_ms = $3, verification_error = $4, checked = $5::jsonb
    where id = $1`,
};

export interface VerificationEnd {
  status: "passed" | "failed";
  ms: number;
  error?: string;
  checked?: Checked;
}

export async function noteVerification(tx: Tx, id: number, { status, ms, error, checked }: VerificationEnd) {
  await tx.send(verifiedStatement, [id, status, ms, error ?? null, checked ? JSON.stringify(checked) : null]);
}

const removedStatement: Statement = {
  name: "note_backup_removed",
  text: "update backups set removed_at = now() where id = $1 and removed_at is null",
};

export const noteRemoved = (tx: Tx, id: number) => tx.send(removedStatement, [id]);
