import type { ErasureRow } from "@/db/queries/identity/erasures";

export type ErasureState = "waiting" | "expired" | "withdrawn" | "confirmed" | "erased";

const stateOf = (row: ErasureRow): ErasureState => {
  if (row.erased_at) return "erased";
  if (row.withdrawn_at) return row.is_expired ? "expired" : "withdrawn";
  if (row.confirmed_at) return "confirmed";
  return row.is_expired ? "expired" : "waiting";
};

/** An erasure as screens and the command line see it. */
export const describeErasure = (row: ErasureRow) => ({
  id: row.id,
  organization_id: row.subject_id,
  organization: row.organization,
  state: stateOf(row),
  reason: row.reason,
  requester_id: row.requested_by,
  requester: row.requester,
  requested_at: row.requested_at.toISOString(),
  expires_at: row.expires_at.toISOString(),
  confirmer: row.confirmer,
  confirmed_at: row.confirmed_at?.toISOString() ?? null,
  job_id: row.job_id,
  erased_at: row.erased_at?.toISOString() ?? null,
  erased: row.erased,
});

export type Erasure = ReturnType<typeof describeErasure>;
