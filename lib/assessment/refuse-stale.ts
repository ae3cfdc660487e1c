import type { ResponseRow } from "@/db/queries/assessment/answer-set";
import { Fault } from "@/lib/kernel/fault";

/**
 * Refuses to write over what the caller has not seen, and over what a lead approved. `version` is the one the caller last
 * saw, 0 for none; undefined does not ask.
 * @throws Fault locked or stale_version, with what stands now in `details.current`
 */
export function refuseStale(version: number | undefined, row: ResponseRow | undefined): void {
  const details = { current: row ? describe(row) : null };
  if (row?.status === "approved") {
    throw new Fault("locked", "This answer is approved and therefore locked. A lead can reopen it.", { details });
  }
  if (version !== undefined && version !== (row?.version ?? 0)) {
    throw new Fault("stale_version", "This answer changed since you last saw it. Nothing was overwritten.", {
      details,
    });
  }
}

/** What a person needs to compare their answer with the one that stands. */
const describe = (row: ResponseRow) => ({
  response_id: row.id,
  version: row.version,
  status: row.status,
  option_id: row.option_id,
  option_ids: row.option_ids,
  answer: row.answer,
  maturity_score: row.maturity_score,
  comment: row.comment,
  not_applicable: row.not_applicable,
  not_applicable_reason: row.not_applicable_reason,
  answered_by: row.answered_by_name,
  updated_at: row.updated_at.toISOString(),
});
