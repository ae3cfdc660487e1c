import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";
import type { IdentifierRow } from "./identifiers";

/** Occurrences of one identifier that its page looks at to say who wrote it and what stands beside it. */
export const EXAMINED_OCCURRENCES = 1_000;

export interface FoundIdentifierRow extends IdentifierRow {
  verification_note: string;
  verified_by: number | null;
  verifier: string | null;
}

const findStatement = {
  name: "find_identifier",
  text: `select i.id, i.organization_id, i.kind, i.value, i.normalized, i.detail, i.is_valid, i.verified_at, i.first_seen,
      i.last_seen, i.occurrences, i.verification_note, i.verified_by, ${personName("u")} as verifier
    from identifiers i left join users u on u.id = i.verified_by where i.id = $1`,
};

/** An identifier within reach, or undefined. */
export const findIdentifier = async (tx: Tx, id: number): Promise<FoundIdentifierRow | undefined> =>
  (await tx.send<FoundIdentifierRow>(findStatement, [id]))[0];

export interface OccurrenceRow {
  id: number;
  content_id: number;
  start_offset: number;
  end_offset: number;
  /** The text up to some way behind the place. */
  text: string;
  posted_at: Date | null;
  source: string;
  subject_id: number | null;
  subject: string | null;
  risk_level: string | null;
}

const name =
  "case when s.display_name <> '' then s.display_name when s.username <> '' then s.username else s.platform_user_id end";
const occurrencesStatement = {
  name: "identifier_occurrences",
  text: `select o.id, o.content_id, o.start_offset, o.end_offset, left(c.text, o.end_offset + 160) as text, c.posted_at,
      r.name as source, c.subject_id, ${name} as subject, c.risk_level
    from (select * from identifier_occurrences o where o.organization_id = $1 and o.identifier_id = $2
        and (o.content_id, o.start_offset) < ($3::bigint, $4::integer)
      order by o.content_id desc, o.start_offset desc limit $5) o
    join content c on c.organization_id = o.organization_id and c.id = o.content_id
    join sources r on r.organization_id = c.organization_id and r.id = c.source_id
    left join subjects s on s.organization_id = c.organization_id and s.id = c.subject_id
    order by o.content_id desc, o.start_offset desc`,
};

/** Where it stands, the message that came in last first. */
export const listOccurrences = (
  tx: Tx,
  { organization_id, id }: { organization_id: number; id: number },
  before: { contentId: number; start: number },
  limit: number,
) => tx.send<OccurrenceRow>(occurrencesStatement, [organization_id, id, before.contentId, before.start, limit]);

export interface Surroundings {
  /** Whether more occurrences than were looked at; the lists are then of those. */
  more: boolean;
  subject_count: number;
  subjects: { id: number; name: string; platform: string; messages: number }[];
  beside: { id: number; kind: string; value: string; messages: number; subjects: number }[];
  cases: { id: number; number: string; title: string; status: string; relevance: string; note: string }[];
  osint: { id: number; query: string; connector: string; status: string; confidence: number; created_at: string }[];
}

// $3 how many occurrences are looked at
const surroundingsStatement = {
  name: "identifier_surroundings",
  text: `with found as materialized (
      select o.content_id, c.subject_id from (
        select o.organization_id, o.content_id from identifier_occurrences o where o.organization_id = $1 and o.identifier_id = $2 limit $3) o
      join content c on c.organization_id = o.organization_id and c.id = o.content_id),
    authors as materialized (select subject_id, count(distinct content_id)::integer as messages from found where subject_id is not null group by 1),
    near as materialized (
      select o.identifier_id, count(distinct o.content_id)::integer as messages
      from (select distinct content_id from found limit 200) f
      join identifier_occurrences o on o.organization_id = $1 and o.content_id = f.content_id and o.identifier_id <> $2
      group by 1 order by 2 desc, 1 limit 12)
    select (select count(*) from found) >= $3 as more,
      (select count(*)::integer from authors) as subject_count,
      (select coalesce(json_agg(r), '[]') from (
        select s.id, ${name} as name, s.platform, a.messages from (select * from authors order by messages desc, subject_id limit 25) a
        join subjects s on s.organization_id = $1 and s.id = a.subject_id order by a.messages desc, s.id) r) as subjects,
      (select coalesce(json_agg(r), '[]') from (
        select i.id, i.kind, i.value, n.messages, (select count(distinct c.subject_id)::integer from (
            select o.organization_id, o.content_id from identifier_occurrences o where o.organization_id = $1 and o.identifier_id = i.id limit $3) o
          join content c on c.organization_id = o.organization_id and c.id = o.content_id) as subjects
        from near n join identifiers i on i.organization_id = $1 and i.id = n.identifier_id order by n.messages desc, i.id) r) as beside,
      (select coalesce(json_agg(r), '[]') from (
        select c.id, c.number, c.title, c.status, l.relevance, l.note from identifier_case_links l
        join cases c on c.organization_id = l.organization_id and c.id = l.case_id
        where l.organization_id = $1 and l.identifier_id = $2 order by c.id desc limit 50) r) as cases,
      (select coalesce(json_agg(r), '[]') from (
        select q.id, q.query, q.connector, q.status, l.confidence_score as confidence, q.created_at from osint_identifier_links l
        join osint_results q on q.organization_id = l.organization_id and q.id = l.osint_result_id
        where l.organization_id = $1 and l.identifier_id = $2 order by l.id desc limit 25) r) as osint`,
};

/** Who wrote it, what stands beside it, and which cases and searches name it: one statement, bounded in all it looks at. */
export const findSurroundings = async (tx: Tx, { organization_id, id }: { organization_id: number; id: number }) =>
  (await tx.send<Surroundings>(surroundingsStatement, [organization_id, id, EXAMINED_OCCURRENCES]))[0]!;
