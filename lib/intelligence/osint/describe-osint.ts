import type { OsintRow } from "@/db/queries/intelligence/osint";

/** A search as callers see it, without what it brought. */
export const describeOsint = (row: OsintRow) => ({
  id: row.id,
  case_id: row.case_id,
  case_number: row.case_number,
  connector: row.connector,
  query: row.query,
  search_type: row.search_type,
  purpose: row.purpose,
  status: row.status,
  total_sources_searched: row.total_sources_searched,
  processing_time: row.processing_time,
  risk_score: row.risk_score,
  error: row.error,
  created_by: { id: row.created_by, name: row.created_by_name },
  links: row.links,
  created_at: row.created_at.toISOString(),
  ended_at: row.ended_at?.toISOString() ?? null,
});
