import type { Tx } from "@/db/client";
import type { ResponseStatus } from "@/db/schema/assessment/questionnaire-responses";
import type { CrossReference, QuestionType } from "@/db/schema/assessment/questions";

/** What another product answers to a question with a cross-reference in common. */
export interface AnsweredElsewhereRow {
  /** The question that is not answered here. */
  question_id: number;
  /** What both refer to, as the question here has it. */
  reference: CrossReference;
  product_id: number;
  product: string;
  questionnaire: string;
  other_question_id: number;
  other_question: string;
  other_type: QuestionType;
  option_id: number | null;
  option_ids: number[] | null;
  answer: string;
  maturity_score: number | null;
  /** Whether the score is one of the other question's options, rather than one of 0 to 5. */
  scored_by_option: boolean;
  other_scores: number[];
  status: ResponseStatus;
  updated_at: Date;
}

/** Of the questions that share a reference with one, those that share most: as many are looked for an answer to. */
const MOST_LIKE_IT = 20;

/*
 * From the few to the many, each step by an index: the questions still open here; for each, those of the questionnaires of
 * the organization's other products that share a reference; for each of those its best answer. Better is approved, then
 * shares more, then newer.
 */
const statement = {
  name: "answered_elsewhere",
  text: `with unanswered as materialized (
      select q.id, q.reference_keys from questions q
      where q.id = any ($3::integer[]) and not exists (select from questionnaire_responses m
        where m.product_id = $1 and m.user_id = $2 and m.question_id = q.id
          and (m.not_applicable or m.option_id is not null or m.answer <> '' or m.maturity_score is not null))),
    versions as materialized (
      select array_agg(distinct p.questionnaire_version_id) as ids from products p
      where p.organization_id = $4 and p.id <> $1 and p.archived_at is null),
    best as materialized (
      select distinct on (w.id) w.id as question_id, x.id as other_id, x.version_id, x.text, x.type, x.reference_keys, r.*
      from unanswered w
        cross join lateral (
          select q.id, q.version_id, q.text, q.type, q.reference_keys,
            (select count(*) from unnest(q.reference_keys) k where k = any (w.reference_keys)) as shared
          from questions q
          where q.reference_keys && w.reference_keys and q.version_id = any ((select v.ids from versions v)::integer[])
          order by shared desc, q.id limit ${MOST_LIKE_IT}) x
        cross join lateral (
          select p.id as product_id, p.name as product, r.option_id, r.option_ids, r.answer, r.maturity_score, r.score_source, r.status,
            r.updated_at
          from questionnaire_responses r join products p on p.id = r.product_id and p.owner_id = r.user_id
          where r.question_id = x.id and r.organization_id = $4 and r.product_id <> $1 and p.archived_at is null
            and r.asked and not r.not_applicable and (r.maturity_score is not null or r.answer <> '')
            and r.status in ('draft', 'submitted', 'approved')
          order by (r.status = 'approved') desc, r.updated_at desc limit 1) r
      order by w.id, (r.status = 'approved') desc, x.shared desc, r.updated_at desc, r.product_id)
    select b.question_id, b.product_id, b.product, n.title || ' ' || v.version as questionnaire, b.other_id as other_question_id,
      b.text as other_question, b.type as other_type, b.option_id, b.option_ids, b.answer, b.maturity_score,
      b.score_source = 'option' as scored_by_option, b.status, b.updated_at,
      (select coalesce(json_agg(o.score order by o.position), '[]') from options o where o.question_id = b.other_id) as other_scores,
      (select e from questions w, jsonb_array_elements(w.cross_references) with ordinality as x(e, at)
        where w.id = b.question_id and app.reference_key(e ->> 'framework', e ->> 'reference') = any (b.reference_keys)
        order by at limit 1) as reference
    from best b join questionnaire_versions v on v.id = b.version_id join questionnaires n on n.id = v.questionnaire_id`,
};

/** The best answer elsewhere in the organization to each of these questions that an answer set has not answered. */
export async function listAnsweredElsewhere(
  tx: Tx,
  set: { organizationId: number; productId: number; userId: number },
  questionIds: number[],
): Promise<AnsweredElsewhereRow[]> {
  return tx.send<AnsweredElsewhereRow>(statement, [set.productId, set.userId, questionIds, set.organizationId]);
}
