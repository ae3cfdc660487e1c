import type { ImportProgressRow, ImportRow } from "@/db/queries/intelligence/imports";

/** How far an import is. `progress` is 0–1, and null where its job is somebody else's. */
export const describeProgress = (row: ImportProgressRow) => ({
  /** Queued without a job: it waits for somebody to look it over and start it. */
  status: row.status === "queued" && row.job_id === null ? ("waiting" as const) : row.status,
  records: row.records,
  taken: row.taken,
  duplicates: row.duplicates,
  quarantined: row.quarantined,
  progress: row.status === "done" ? 1 : row.share,
  started_at: row.started_at?.toISOString() ?? null,
});

export type ImportProgress = ReturnType<typeof describeProgress>;

/** An import as callers see it. */
export const describeImport = (row: ImportRow) => ({
  ...describeProgress(row),
  id: row.id,
  filename: row.filename,
  sha256: row.sha256,
  size: row.size,
  format: row.format,
  supplied_by: row.supplied_by,
  authority: row.authority,
  time_zone: row.time_zone || null,
  mapping: row.mapping ?? {},
  is_kept: row.evidence_id !== null,
  job_id: row.job_id,
  error: row.status === "failed" ? row.error : null,
  created_by: row.created_by_name,
  created_at: row.created_at.toISOString(),
  ended_at: row.ended_at?.toISOString() ?? null,
});

export type Import = ReturnType<typeof describeImport>;
