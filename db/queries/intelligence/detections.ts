import type { Tx } from "@/db/client";
import type { DetectionStatus } from "@/db/schema/intelligence/detections";
import { followDetections } from "./content-status";

export interface DetectionRow {
  id: number;
  organization_id: number;
  content_id: number;
  keyword_id: number;
  watchlist_id: number;
  rule: string;
  category: string;
  severity: string;
  rule_set: number;
  matched_text: string;
  start_offset: number;
  end_offset: number;
  confidence_score: number;
  weight: number;
  negated: boolean;
  status: DetectionStatus;
  reviewed_by: string | null;
  reviewed_at: Date | null;
  review_note: string;
  version: number;
  created_at: Date;
  source_id: number;
  source: string;
  platform: string;
  subject_id: number | null;
  subject: string | null;
  posted_at: Date | null;
  language: string;
  risk_level: string | null;
  risk_score: number | null;
}

/** With its whole message: what stands around the match is cut from it by UTF-16 offsets, which SQL does not know. */
export type DetectionWithText = DetectionRow & { text: string };

/** What a rule is called: an expression by its first alias. */
const ruleName = "case when k.kind = 'regex' and k.aliases ->> 0 <> '' then k.aliases ->> 0 else k.term end";

const columns = `d.id, d.organization_id, d.content_id, d.keyword_id, k.watchlist_id, ${ruleName} as rule, k.category, k.severity, rs.number as rule_set,
      d.matched_text, d.start_offset, d.end_offset, d.confidence_score, d.weight, d.negated, d.status,
      nullif(concat_ws(' ', nullif(u.first_name, ''), nullif(u.last_name, '')), '') as reviewed_by, d.reviewed_at, d.review_note,
      d.version, d.created_at, c.source_id, s.name as source, s.platform, c.subject_id,
      case when b.display_name <> '' then b.display_name else b.username end as subject, c.posted_at, c.language, c.risk_level, c.risk_score`;
/*
 * By id alone: foreign keys say that the organization is the same, and before a table was analyzed, as right after a first
 * import, PostgreSQL would rather look through all of an organization's rows than through the key of both.
 */
const joins = `join content c on c.id = d.content_id
    join keywords k on k.id = d.keyword_id
    join rule_sets rs on rs.id = d.rule_set_id
    join sources s on s.id = c.source_id
    left join subjects b on b.id = c.subject_id
    left join users u on u.id = d.reviewed_by`;

export interface DetectionFilter {
  statuses: readonly DetectionStatus[];
  negated: boolean | null;
  risk: string | null;
  category: string | null;
  keywordId: number | null;
  watchlistId: number | null;
  sourceId: number | null;
  language: string | null;
}

const filters = `d.status = any($1::text[]) and ($2::boolean is null or d.negated = $2) and ($3::text is null or c.risk_level = $3)
      and ($4::text is null or k.category = $4) and ($5::integer is null or d.keyword_id = $5)
      and ($6::integer is null or k.watchlist_id = $6) and ($7::integer is null or c.source_id = $7)
      and ($8::text is null or c.language = $8)`;

const newestStatement = {
  name: "detections_newest",
  text: `select ${columns}, c.text from detections d ${joins} where ${filters} and ($9::bigint is null or d.id < $9)
    order by d.id desc limit $10`,
};

const riskiestStatement = {
  name: "detections_riskiest",
  text: `select ${columns}, c.text from detections d ${joins} where ${filters} and c.risk_score is not null
      and ($9::real is null or (c.risk_score, c.id, d.id) < ($9, $10::bigint, $11::bigint))
    order by c.risk_score desc, c.id desc, d.id desc limit $12`,
};

const valuesOf = (f: DetectionFilter) => [
  f.statuses,
  f.negated,
  f.risk,
  f.category,
  f.keywordId,
  f.watchlistId,
  f.sourceId,
  f.language,
];

/** The newest first; `after` is the last one seen. */
export const listNewestDetections = (tx: Tx, filter: DetectionFilter, after: number | null, limit: number) =>
  tx.send<DetectionWithText>(newestStatement, [...valuesOf(filter), after, limit]);

/** Those of the riskiest messages first; what is not scored is not among them. */
export const listRiskiestDetections = (
  tx: Tx,
  filter: DetectionFilter,
  after: readonly [risk: number, contentId: number, id: number] | null,
  limit: number,
) => tx.send<DetectionWithText>(riskiestStatement, [...valuesOf(filter), ...(after ?? [null, null, null]), limit]);

const ofContentStatement = {
  name: "detections_of_content",
  text: `select ${columns} from detections d ${joins} where d.organization_id = $1 and d.content_id = $2 order by d.start_offset, d.id`,
};

export const listDetectionsOf = (tx: Tx, organizationId: number, contentId: number) =>
  tx.send<DetectionRow>(ofContentStatement, [organizationId, contentId]);

const findStatement = {
  name: "detections_by_id",
  text: `select ${columns}, c.text from detections d ${joins} where d.id = any($1::bigint[])`,
};

export const findDetections = (tx: Tx, ids: readonly number[]) => tx.send<DetectionWithText>(findStatement, [ids]);

const standingStatement = {
  name: "detections_standing",
  text: "select d.id, d.organization_id, d.content_id, d.version, d.status from detections d where d.id = any($1::bigint[])",
};

/** How detections stand, without what they are of. */
export const findStanding = (tx: Tx, ids: readonly number[]) =>
  tx.send<Pick<DetectionRow, "id" | "organization_id" | "content_id" | "version" | "status">>(standingStatement, [ids]);

/** A decision about a detection as it was seen. */
interface Decision {
  id: number;
  version: number;
  status: DetectionStatus;
}

const decideStatement = {
  name: "decide_detections",
  text: `update detections d set status = w.status, version = d.version + 1, review_note = case when $2::text is null then d.review_note else $2 end,
        reviewed_by = case when w.status <> 'new' then (select app.actor_id()) end,
        reviewed_at = case when w.status <> 'new' then now() end
      from jsonb_to_recordset($1::jsonb) as w(id bigint, version integer, status text) where d.id = w.id and d.version = w.version
      returning d.id, d.version, d.status, d.content_id`,
};

// Decisions about one message wait for one another, so that each sees what the other left; as hunts, messages first.
const lockStatement = {
  name: "lock_decided_content",
  text: "select c.id from content c where c.id = any($1::bigint[]) order by c.id for no key update",
};

/**
 * Decides about hits of these messages what still has the version seen, and moves the messages on; answers what it decided.
 * Without a note the one there is stays.
 */
export async function decide(
  tx: Tx,
  contentIds: readonly number[],
  decisions: readonly Decision[],
  note: string | undefined,
) {
  const [, decided] = await Promise.all([
    tx.send(lockStatement, [contentIds]),
    tx.send<{ id: number; version: number; status: DetectionStatus; content_id: number }>(decideStatement, [
      JSON.stringify(decisions),
      note ?? null,
    ]),
    followDetections(tx, contentIds),
  ]);
  return decided;
}

interface FacetRow {
  facet: "category" | "rule" | "source" | "language";
  value: string;
  label: string;
  count: number;
}

/** How many of the waiting are looked through for the filters' choices; beyond it the figures are of these. */
const facetsStatement = {
  name: "detection_facets",
  text: `with waiting as (
      select d.keyword_id, c.source_id, c.language from detections d
        join content c on c.id = d.content_id
       where d.status = any($1::text[]) and not d.negated order by d.id desc limit 20000),
    named as (
      select w.*, k.category, ${ruleName} as rule, s.name as source from waiting w
        join keywords k on k.id = w.keyword_id
        join sources s on s.id = w.source_id),
    counted as (
      select 'category' as facet, category as value, category as label, count(*) as count from named where category <> '' group by category
      union all select 'rule', keyword_id::text, rule, count(*) from named group by keyword_id, rule
      union all select 'source', source_id::text, source, count(*) from named group by source_id, source
      union all select 'language', language, language, count(*) from named where language <> '' group by language)
    select * from (select c.*, row_number() over (partition by facet order by count desc, label) as place from counted c) r
    where place <= 30 order by facet, count desc, label`,
};

export const detectionFacets = (tx: Tx, statuses: readonly DetectionStatus[]) =>
  tx.send<FacetRow>(facetsStatement, [statuses]);
