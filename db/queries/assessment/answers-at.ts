import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";
import type { ResponseStatus, ScoreSource } from "@/db/schema/assessment/questionnaire-responses";
import type { SnapshotCause } from "./snapshots";

/** A snapshot one can look at or compare. */
export interface TimelineSnapshot {
  id: number;
  taken_at: string;
  cause: SnapshotCause;
  round: number;
  questionnaire_version_id: number | null;
  /** Whether it has its answers, or scores alone. */
  has_answers: boolean;
  /** When its answers left the database for the file of its round. ISO 8601. */
  archived_at: string | null;
}

/** A product with the moments of one of its answer sets. */
export interface TimelineRow {
  id: number;
  organization_id: number;
  organization: string;
  name: string;
  user_id: number;
  questionnaire_version_id: number;
  target_level: number | null;
  began_at: Date;
  /** The newest first, and those that were asked for. */
  snapshots: TimelineSnapshot[];
}

const archivedAt = `case when s.answers is null and s.content_hash is not null then (select a.archived_at from round_archives a
          where a.organization_id = s.organization_id and a.product_id = s.product_id and a.round = s.round and a.restored_at is null) end`;

const timelineStatement = {
  name: "product_timeline",
  text: `with own as (select p.*, o.name as organization from products p join organizations o on o.id = p.organization_id where p.id = $1)
    select own.id, own.organization_id, own.organization, own.name, own.owner_id as user_id, own.questionnaire_version_id,
      own.target_level, own.created_at as began_at,
      (select coalesce(json_agg(t order by t.taken_at desc, t.id desc), '[]') from (
        (select s.id, s.taken_at, s.cause, s.round, s.questionnaire_version_id, s.answers is not null as has_answers,
            ${archivedAt} as archived_at from snapshots s
          where s.organization_id = own.organization_id and s.product_id = own.id and s.user_id = own.owner_id
          order by s.taken_at desc, s.id desc limit 200)
        union
        (select s.id, s.taken_at, s.cause, s.round, s.questionnaire_version_id, s.answers is not null,
            ${archivedAt} from snapshots s
          where s.id = any ($2::integer[]) and s.product_id = own.id and s.user_id = own.owner_id)) t) as snapshots
    from own`,
};

/** A product's own answer set with its snapshots. Of those in `snapshotIds`, what is not its own is missing. */
export async function findTimeline(
  tx: Tx,
  productId: number,
  snapshotIds: readonly number[],
): Promise<TimelineRow | undefined> {
  return (await tx.send<TimelineRow>(timelineStatement, [productId, snapshotIds]))[0];
}

/** How an answer stood at a moment, without its texts: of those, digests that say whether they are the same. */
export interface AnswerAtRow {
  response_id: number;
  version: number;
  status: ResponseStatus;
  question_id: number | null;
  /** The response's own titles; a question of the questionnaire has them from there. */
  question: string;
  section: string;
  dimension: string;
  subdimension: string;
  weight: number;
  option_id: number | null;
  option_ids: number[] | null;
  maturity_score: number | null;
  score_source: ScoreSource;
  not_applicable: boolean;
  answered: boolean;
  said: string;
  commented: string;
  evidence_ids: number[];
}

const light = `r.question, r.section, r.dimension, r.subdimension, r.weight, v.option_id, v.option_ids, v.maturity_score, v.score_source,
  v.not_applicable, v.not_applicable or v.option_id is not null or v.answer <> '' or v.maturity_score is not null as answered,
  md5(v.answer || chr(1) || v.not_applicable_reason) as said, md5(v.comment) as commented, v.evidence_ids`;

// The last version of each response, and the last verdict on that version: what a withdrawn one left stands before it. The
// first move after it says which question it answered.
const momentStatement = {
  name: "list_answers_at",
  text: `select r.id as response_id, v.version, case when m.moved then m.moved_from else r.question_id end as question_id, ${light},
      case when j.status is null then v.status when j.status = 'reopened' then 'needs_revision'
        when j.status = 'withdrawn' then case when j.taken_back = 'reopened' then 'approved' else 'submitted' end
        else j.status end as status
    from questionnaire_responses r
    cross join lateral (select w.* from response_revisions w where w.organization_id = r.organization_id and w.response_id = r.id
      and w.created_at <= $3 order by w.version desc limit 1) v
    left join lateral (select w.moved, w.moved_from from response_revisions w where w.organization_id = r.organization_id
      and w.response_id = r.id and w.moved and w.version > v.version order by w.version limit 1) m on true
    left join lateral (select c.status, p.status as taken_back from lead_comments c
      left join lead_comments p on p.organization_id = c.organization_id and p.product_id = c.product_id and p.id = c.parent_comment_id
      where c.organization_id = r.organization_id and c.response_id = r.id and c.status is not null
        and c.response_version = v.version and c.created_at <= $3
      order by c.id desc limit 1) j on true
    where r.product_id = $1 and r.user_id = $2 and (r.dropped_at is null or r.dropped_at > $3)`,
};

/** The answers of a set as they stood at a moment, exact to the transaction: from revisions and verdicts. */
export async function listAnswersAt(tx: Tx, productId: number, userId: number, at: Date): Promise<AnswerAtRow[]> {
  return tx.send<AnswerAtRow>(momentStatement, [productId, userId, at]);
}

// Unfolded first: a revision is looked up by an index only with plain columns (ARCHITECTURE.md, "The driver").
const snapshotStatement = {
  name: "list_answers_of_snapshot",
  text: `with named as materialized (
      select s.organization_id, (a.value ->> 0)::integer as response_id, (a.value ->> 1)::integer as version, a.value ->> 2 as status,
        (a.value ->> 3)::integer as question_id
      from snapshots s cross join lateral jsonb_array_elements(s.answers) a where s.id = $1)
    select n.response_id, n.version, n.status, n.question_id, ${light}
    from named n
    join response_revisions v on v.organization_id = n.organization_id and v.response_id = n.response_id and v.version = n.version
    join questionnaire_responses r on r.organization_id = n.organization_id and r.id = n.response_id`,
};

/** The answers that a snapshot refers to. */
export async function listAnswersOfSnapshot(tx: Tx, snapshotId: number): Promise<AnswerAtRow[]> {
  return tx.send<AnswerAtRow>(snapshotStatement, [snapshotId]);
}

/** What one version of a response says in words. */
export interface AnswerTextRow {
  response_id: number;
  version: number;
  option_position: number | null;
  option_text: string | null;
  answer: string;
  not_applicable_reason: string;
  comment: string;
  answered_by: string;
  at: Date;
  evidence: { id: number; filename: string }[];
}

const textsStatement = {
  name: "list_answer_texts",
  text: `with named as materialized (select response_id, version from unnest($2::integer[], $3::integer[]) n(response_id, version))
    select v.response_id, v.version, o.position as option_position, o.text as option_text, v.answer, v.not_applicable_reason,
      v.comment, v.created_at as at,
      ${personName("u")} as answered_by,
      case when v.evidence_ids = '[]'::jsonb then '[]'::json else (
        select coalesce(json_agg(json_build_object('id', e.id, 'filename', e.filename) order by e.id), '[]'::json)
        from jsonb_array_elements_text(v.evidence_ids) i(id)
        join evidence e on e.organization_id = v.organization_id and e.id = i.id::integer) end as evidence
    from named n
    join response_revisions v on v.organization_id = $1 and v.response_id = n.response_id and v.version = n.version
    left join options o on o.id = v.option_id left join users u on u.id = v.answered_by`,
};

/** The words of these versions of responses. */
export async function listAnswerTexts(
  tx: Tx,
  organizationId: number,
  versions: readonly { response_id: number; version: number }[],
): Promise<AnswerTextRow[]> {
  if (versions.length === 0) return [];
  const values = [organizationId, versions.map((each) => each.response_id), versions.map((each) => each.version)];
  return tx.send<AnswerTextRow>(textsStatement, values);
}
