import type { BackupRow } from "@/db/queries/backup/backups";

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** A backup as callers see it. */
export const describeBackup = (row: BackupRow) => ({
  id: row.id,
  name: row.name,
  status: row.status,
  trigger: row.trigger,
  made_by: row.made_by,
  job_id: row.job_id,
  target: row.target,
  key_id: row.ring_key_id,
  created_at: row.created_at.toISOString(),
  ended_at: iso(row.ended_at),
  error: row.error,
  size: row.bytes,
  sha256: row.sha256,
  rows: row.rows,
  evidence_files: row.evidence_files,
  evidence_missing: row.evidence_missing,
  verification: row.verification && {
    status: row.verification,
    at: iso(row.verified_at),
    duration_ms: row.verification_ms,
    error: row.verification_error,
    checked: row.checked,
  },
  removed_at: iso(row.removed_at),
});

export type Backup = ReturnType<typeof describeBackup>;
