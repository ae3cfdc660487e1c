import type { GrantRow } from "@/db/queries/intelligence/break-glass";

/** A superuser's look into a case, as screens say it. */
export const describeGrant = (row: GrantRow) => ({
  ...row,
  requested_at: row.requested_at.toISOString(),
  lapses_at: row.lapses_at.toISOString(),
  decided_at: row.decided_at?.toISOString() ?? null,
  expires_at: row.expires_at?.toISOString() ?? null,
  ended_at: row.ended_at?.toISOString() ?? null,
});
export type BreakGlassLook = ReturnType<typeof describeGrant>;
