import type { DetectionRow, DetectionWithText } from "@/db/queries/intelligence/detections";

const round = (value: number) => Math.round(value * 1000) / 1000;

/** Characters shown on either side of a match. */
const AROUND = 120;

/** Cuts no pair of units in two. */
const whole = (text: string) => text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, "");

/** A detection as callers see it, with its message's text at hand. Offsets count UTF-16 units, the end is outside. */
export const describeDetectionIn = (text: string, row: DetectionRow) => ({
  id: row.id,
  content_id: row.content_id,
  rule: {
    id: row.keyword_id,
    watchlist_id: row.watchlist_id,
    name: row.rule,
    category: row.category,
    severity: row.severity,
  },
  rule_set: row.rule_set,
  matched_text: row.matched_text,
  start_offset: row.start_offset,
  end_offset: row.end_offset,
  before: whole(text.slice(Math.max(0, row.start_offset - AROUND), row.start_offset)),
  after: whole(text.slice(row.end_offset, row.end_offset + AROUND)),
  confidence_score: round(row.confidence_score),
  weight: round(row.weight),
  negated: row.negated,
  status: row.status,
  reviewed_by: row.reviewed_by,
  reviewed_at: row.reviewed_at?.toISOString() ?? null,
  review_note: row.review_note,
  version: row.version,
  created_at: row.created_at.toISOString(),
  source: { id: row.source_id, name: row.source, platform: row.platform },
  subject: row.subject_id === null ? null : { id: row.subject_id, name: row.subject },
  posted_at: row.posted_at?.toISOString() ?? null,
  language: row.language,
  risk_level: row.risk_level,
  risk_score: row.risk_score,
});

export const describeDetection = (row: DetectionWithText) => describeDetectionIn(row.text, row);

export type DescribedDetection = ReturnType<typeof describeDetection>;
