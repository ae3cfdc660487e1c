import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";
import type { ResponseStatus, ScoreSource } from "@/db/schema/assessment/questionnaire-responses";
import { listedEvidenceOf, type ListedEvidenceItem } from "./evidence-json";
import { userOrOwner } from "./whose-set";

/** A response as the section page shows it, with its last verdict and its thread in numbers. */
export interface SectionResponseRow {
  id: number;
  question_id: number;
  option_id: number | null;
  option_ids: number[] | null;
  answer: string;
  maturity_score: number | null;
  score_source: ScoreSource;
  reasons: string[] | null;
  not_applicable: boolean;
  not_applicable_reason: string;
  comment: string;
  status: ResponseStatus;
  version: number;
  answered_by: string;
  updated_at: Date;
  evidence: ListedEvidenceItem[];
  verdict: { status: string; comment: string; author: string; at: string } | null;
  comments: number;
  unread: number;
}

const responsesStatement = {
  name: "list_section_responses",
  text: `select r.id, r.question_id, r.option_id, r.option_ids, r.answer, r.maturity_score, r.score_source, r.reasons, r.not_applicable,
      r.not_applicable_reason, r.comment, r.status, r.version, ${personName("u")} as answered_by, r.updated_at,
      ${listedEvidenceOf("r")} as evidence,
      (select json_build_object('status', c.status, 'comment', c.comment, 'author', ${personName("a")}, 'at', c.created_at)
        from lead_comments c left join users a on a.id = c.author_id
        where c.organization_id = r.organization_id and c.response_id = r.id and c.status is not null
        order by c.id desc limit 1) as verdict,
      t.comments, t.unread
    from questionnaire_responses r left join users u on u.id = r.answered_by
    cross join lateral (select count(*) as comments, count(*) filter (where c.author_id <> (select app.actor_id())
        and c.id > coalesce((select d.last_comment_id from thread_reads d where d.user_id = (select app.actor_id())
          and d.product_id = r.product_id and d.response_id = r.id), 0)) as unread
      from lead_comments c where c.organization_id = r.organization_id and c.response_id = r.id) t
    where r.product_id = $1 and r.user_id = ${userOrOwner()}
      and r.question_id = any ($3::integer[])`,
};

/** The responses of an answer set (null: the product's own) to these questions, in one statement. */
export async function listSectionResponses(
  tx: Tx,
  productId: number,
  userId: number | null,
  questionIds: number[],
): Promise<SectionResponseRow[]> {
  return tx.send<SectionResponseRow>(responsesStatement, [productId, userId, questionIds]);
}

/** A response as one save left it, or a verdict on it. */
export interface RevisionRow {
  version: number;
  option: string | null;
  answer: string;
  maturity_score: number | null;
  score_source: ScoreSource;
  not_applicable: boolean;
  not_applicable_reason: string;
  comment: string;
  status: ResponseStatus;
  evidence: string[];
  author: string;
  /** Made by a move of the product to another version of the questionnaire. */
  moved: boolean;
  at: Date;
}

const revisionsStatement = {
  name: "list_revisions",
  text: `select v.version, o.text as option, v.answer, v.maturity_score, v.score_source, v.not_applicable,
      v.not_applicable_reason, v.comment, v.status, v.moved, ${personName("u")} as author, v.created_at as at,
      (select coalesce(json_agg(e.filename order by e.id), '[]') from evidence e
        where e.organization_id = v.organization_id and e.id in (select (i #>> '{}')::integer from jsonb_array_elements(v.evidence_ids) i)) as evidence
    from response_revisions v left join users u on u.id = v.answered_by left join options o on o.id = v.option_id
    where v.organization_id = $1 and v.response_id = $2 and ($3::integer is null or v.version < $3)
    order by v.version desc limit $4`,
};

/** Earlier and current versions of a response, the newest first. */
export async function listRevisions(
  tx: Tx,
  response: { organizationId: number; id: number },
  before: number | null,
  limit: number,
): Promise<RevisionRow[]> {
  return tx.send<RevisionRow>(revisionsStatement, [response.organizationId, response.id, before, limit]);
}

/** A verdict on a response, as its history shows it. */
export interface VerdictRow {
  status: string;
  comment: string;
  author: string;
  version: number | null;
  at: Date;
}

const verdictsStatement = {
  name: "list_verdicts",
  text: `select c.status, c.comment, ${personName("a")} as author, c.response_version as version, c.created_at as at
    from lead_comments c left join users a on a.id = c.author_id
    where c.organization_id = $1 and c.response_id = $2 and c.status is not null order by c.id desc limit 100`,
};

/** What leads decided on a response, the newest first. */
export async function listVerdicts(tx: Tx, response: { organizationId: number; id: number }): Promise<VerdictRow[]> {
  return tx.send<VerdictRow>(verdictsStatement, [response.organizationId, response.id]);
}
