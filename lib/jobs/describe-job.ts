import type { JobRow } from "@/db/queries/jobs/jobs";

export { jobStatuses } from "@/db/schema/jobs/jobs";

/** A job as callers see it. `progress` is 0–1. */
export const describeJob = (row: JobRow) => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  input: row.input,
  status: row.status,
  progress: row.share,
  step: row.step,
  cancel_requested: row.cancel_requested,
  result: row.result,
  error: row.error,
  created_at: row.created_at.toISOString(),
  started_at: row.started_at?.toISOString() ?? null,
  ended_at: row.ended_at?.toISOString() ?? null,
});

export type Job = ReturnType<typeof describeJob>;
