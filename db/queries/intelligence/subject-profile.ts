import type { Tx } from "@/db/client";
import type { ContentStatus, ContentType, RiskLevel } from "@/db/schema/intelligence/content";

/** Messages of an account that are looked through, the latest: for what it named, and whom it answered. */
export const LATEST_MESSAGES = 20_000;

/** The latest messages of the accounts in `$2` of the organization `$1`, as `c`. */
export const latestOf = (
  columns: string,
  condition = "true",
) => `unnest($2::integer[]) as account (id) cross join lateral (
    select ${columns} from content c
    where c.organization_id = $1 and c.subject_id = account.id and ${condition}
    order by c.posted_at desc nulls last, c.id desc nulls last limit ${LATEST_MESSAGES}) c`;

type Step = "day" | "week" | "month";

const activityStatement = {
  name: "count_subject_activity",
  text: `select to_char(date_trunc($3, c.posted_at at time zone 'UTC'), 'YYYY-MM-DD') as date, count(*)::int as count
    from content c where c.organization_id = $1 and c.subject_id = any ($2::integer[]) and c.posted_at >= $4 and c.posted_at < $5
    group by 1 order by 1`,
};

/** Messages by day, week or month (UTC) between two moments. */
export const countActivity = (
  tx: Tx,
  organizationId: number,
  accounts: readonly number[],
  step: Step,
  from: Date,
  to: Date,
) => tx.send<{ date: string; count: number }>(activityStatement, [organizationId, accounts, step, from, to]);

export interface ProfileContent {
  id: number;
  subject_id: number;
  source: string;
  content_type: ContentType;
  /** At most 4,000 characters. */
  text: string;
  length: number;
  language: string;
  posted_at: Date | null;
  status: ContentStatus;
  risk_level: RiskLevel | null;
  risk_score: number | null;
}

// $3 only what rules found something in, $4 an identifier that stands in it, $5 and $6 the last row, or $5 null where the
// list is among what has no time, $7 below which id that is, $8 limit
const matching = `c.organization_id = $1 and c.subject_id = account.id and (not $3::boolean or c.risk_score is not null)
  and ($4::integer is null or exists (select from identifier_occurrences o
    where o.organization_id = c.organization_id and o.identifier_id = $4 and o.content_id = c.id))`;
const contentStatement = {
  name: "list_profile_content",
  text: `select c.id, c.subject_id, s.name as source, c.content_type, left(c.text, 4000) as text, length(c.text) as length,
      c.language, c.posted_at, c.status, c.risk_level, c.risk_score
    from (select c.* from unnest($2::integer[]) as account (id) cross join lateral (
        (select c.* from content c where ${matching} and $5::timestamptz is not null and (c.posted_at, c.id) < ($5::timestamptz, $6::bigint)
          order by c.posted_at desc nulls last, c.id desc nulls last limit $8)
        union all
        (select c.* from content c where ${matching} and c.posted_at is null and c.id < $7::bigint
          order by c.posted_at desc nulls last, c.id desc nulls last limit $8)) c
      order by c.posted_at desc nulls last, c.id desc limit $8) c
      join sources s on s.organization_id = c.organization_id and s.id = c.source_id
    order by c.posted_at desc nulls last, c.id desc`,
};

export interface ContentFilter {
  hits: boolean;
  identifierId: number | null;
  after: { moment: string | null; id: number } | null;
  limit: number;
}

const MOST_ID = Number.MAX_SAFE_INTEGER;

/** One page of what these accounts wrote, the latest first; what has no time comes last. */
export const listProfileContent = (tx: Tx, organizationId: number, accounts: readonly number[], f: ContentFilter) =>
  tx.send<ProfileContent>(contentStatement, [
    organizationId,
    accounts,
    f.hits,
    f.identifierId,
    f.after ? f.after.moment : "infinity",
    f.after?.id ?? MOST_ID,
    f.after && f.after.moment === null ? f.after.id : MOST_ID,
    f.limit,
  ]);

/** A place in a message, and what is there. Offsets count UTF-16 units; the end is outside. */
export interface MarkRow {
  content_id: number;
  start: number;
  end: number;
  kind: "detection" | "identifier";
  /** The rule's term, or the identifier's kind. */
  label: string;
  /** How a detection was judged; the identifier's id. */
  status: string;
  ref: number;
}

const marksStatement = {
  name: "list_content_marks",
  text: `select d.content_id, d.start_offset as start, d.end_offset as "end", 'detection' as kind, k.term as label, d.status, d.id as ref
    from detections d join keywords k on k.organization_id = d.organization_id and k.id = d.keyword_id
    where d.organization_id = $1 and d.content_id = any ($2::bigint[])
    union all
    select o.content_id, o.start_offset, o.end_offset, 'identifier', i.kind, '', i.id::bigint
    from identifier_occurrences o join identifiers i on i.organization_id = o.organization_id and i.id = o.identifier_id
    where o.organization_id = $1 and o.content_id = any ($2::bigint[])
    order by 1, 2, 3 desc limit 5000`,
};

/** What was found in these messages, in order of place. */
export const listMarks = (tx: Tx, organizationId: number, contents: readonly number[]) =>
  tx.send<MarkRow>(marksStatement, [organizationId, contents]);

export interface WrittenIdentifier {
  id: number;
  kind: string;
  value: string;
  is_valid: boolean;
  verified: boolean;
  count: number;
  first: Date | null;
  last: Date | null;
}

const identifiersStatement = {
  name: "list_written_identifiers",
  text: `select i.id, i.kind, i.value, i.is_valid, i.verified_at is not null as verified, w.count, w.first, w.last
    from (select o.identifier_id, count(*)::int as count, min(c.posted_at) as first, max(c.posted_at) as last
      from ${latestOf("c.id, c.posted_at")}
        join identifier_occurrences o on o.organization_id = $1 and o.content_id = c.id
      group by 1 order by 2 desc, 1 limit 51) w
    join identifiers i on i.organization_id = $1 and i.id = w.identifier_id
    order by w.count desc, i.id`,
};

/** What these accounts named, most often first: fifty, and one more where there are more. */
export const listWrittenIdentifiers = (tx: Tx, organizationId: number, accounts: readonly number[]) =>
  tx.send<WrittenIdentifier>(identifiersStatement, [organizationId, accounts]);

export interface ProfileCase {
  id: number;
  number: string;
  title: string;
  status: string;
  subject_id: number;
  relevance: string;
}

// Both tables let in whoever may look into the case; a superuser sees the register and not this.
const casesStatement = {
  name: "list_subject_cases",
  text: `select k.id, k.number, k.title, k.status, l.subject_id, l.relevance
    from subject_case_links l join cases k on k.organization_id = l.organization_id and k.id = l.case_id
    where l.organization_id = $1 and l.subject_id = any ($2::integer[]) order by k.id desc limit 100`,
};

/** The cases these accounts are in, of those whose contents the actor may see. */
export const listSubjectCases = (tx: Tx, organizationId: number, accounts: readonly number[]) =>
  tx.send<ProfileCase>(casesStatement, [organizationId, accounts]);

export interface Partner {
  id: number;
  name: string;
  platform: string;
  is_flagged: boolean;
  /** Answers of the profile to them, and theirs to the profile. */
  sent: number;
  received: number;
  last: Date | null;
}

const partnersStatement = {
  name: "list_partners",
  text: `with talk as (
      select t.subject_id as id, 1 as sent, 0 as received, c.posted_at
      from ${latestOf("c.source_id, c.reply_to, c.posted_at", "c.reply_to is not null")}
        join content t on t.organization_id = $1 and t.source_id = c.source_id and t.platform_content_id = c.reply_to
      union all
      select t.subject_id, 0, 1, t.posted_at
      from ${latestOf("c.source_id, c.platform_content_id")}
        join content t on t.organization_id = $1 and t.source_id = c.source_id and t.reply_to = c.platform_content_id),
    partners as (
      select id, sum(sent)::int as sent, sum(received)::int as received, max(posted_at) as last
      from talk where id is not null and id <> all ($2::integer[]) group by id order by sum(sent) + sum(received) desc, id limit 20)
    select p.id, case when s.display_name <> '' then s.display_name when s.username <> '' then s.username else s.platform_user_id end as name,
      s.platform, s.is_flagged, p.sent, p.received, p.last
    from partners p join subjects s on s.organization_id = $1 and s.id = p.id
    order by p.sent + p.received desc, p.id`,
};

/** Whom these accounts answered and who answered them, most often first. */
export const listPartners = (tx: Tx, organizationId: number, accounts: readonly number[]) =>
  tx.send<Partner>(partnersStatement, [organizationId, accounts]);
