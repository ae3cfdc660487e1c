import type { Tx } from "@/db/client";
import { askedQuestions } from "./asked-questions";
import { modelScores } from "./model-scores";

/** A kept figure that differs from what the responses say. */
export interface DisagreementRow {
  product_id: number;
  user_id: number;
  /** `maturity_scores`, `answer_sets` or `questionnaire_responses`. */
  table_name: string;
  /** The dimension, or the question; empty for an answer set, "asked" for the questions asked of it. */
  place: string;
  kept: Record<string, number> | null;
  counted: Record<string, number> | null;
}

// Says again, from the responses alone, what saves, submissions and verdicts keep by the difference.
const checkStatement = {
  name: "check_scores",
  text: `with recursive ${askedQuestions("$1::integer is null or s.product_id = $1")}, ${modelScores(`select s.organization_id, s.product_id, s.user_id, p.questionnaire_version_id as version_id
      from answer_sets s join products p on p.id = s.product_id where $1::integer is null or s.product_id = $1`)},
    states as (
      select r.*, (not_applicable or option_id is not null or answer <> '' or maturity_score is not null) as says,
        case when not not_applicable then maturity_score end as score
      from questionnaire_responses r
      left join questions q on q.id = r.question_id and q.condition is not null
      left join asked_now a on a.product_id = r.product_id and a.user_id = r.user_id and a.question_id = r.question_id
      where ($1::integer is null or r.product_id = $1) and r.dropped_at is null and (q.id is null or a.question_id is not null)),
    asked_places as (
      select a.product_id, a.user_id, s.title as section, coalesce(pd.title, d.title) as dimension, x.sub as subdimension, count(*) as asked
      from asked_now a
      join questions q on q.id = a.question_id
      join dimensions d on d.id = q.dimension_id
      join sections s on s.id = d.section_id
      left join dimensions pd on pd.id = d.parent_id
      cross join lateral (select '' as sub union all select d.title where pd.id is not null) x
      group by 1, 2, 3, 4, 5),
    state_places as (
      select s.*, ''::text as sub from states s union all select s.*, s.subdimension from states s where s.subdimension <> ''),
    counted_scores as (
      select product_id, user_id, section, dimension, sub as subdimension,
        coalesce(sum(round(score * 100)::bigint * weight) filter (where says), 0) as weighted_sum,
        coalesce(sum(weight) filter (where score is not null), 0) as weight,
        count(*) filter (where says and not not_applicable) as answered,
        count(*) filter (where score is not null) as scored,
        count(*) filter (where not_applicable) as not_applicable,
        coalesce(sum(round(score * 100)::bigint * weight) filter (where status = 'approved'), 0) as approved_weighted_sum,
        coalesce(sum(weight) filter (where score is not null and status = 'approved'), 0) as approved_weight,
        count(*) filter (where score is not null and status = 'approved') as approved
      from state_places group by product_id, user_id, section, dimension, sub),
    score_pairs as (
      select product_id, user_id, section || ' / ' || dimension || ' / ' || subdimension as place,
        case when k.id is not null then json_build_object('weighted_sum', k.weighted_sum, 'weight', k.weight, 'answered', k.answered,
          'scored', k.scored, 'not_applicable', k.not_applicable, 'approved_weighted_sum', k.approved_weighted_sum,
          'approved_weight', k.approved_weight, 'approved', k.approved, 'asked', k.asked) end as kept,
        case when c.answered is not null or q.asked is not null then json_build_object('weighted_sum', c.weighted_sum, 'weight', c.weight,
          'answered', c.answered, 'scored', c.scored, 'not_applicable', c.not_applicable, 'approved_weighted_sum', c.approved_weighted_sum,
          'approved_weight', c.approved_weight, 'approved', c.approved, 'asked', q.asked) end as counted,
        (coalesce(k.weighted_sum, 0), coalesce(k.weight, 0), coalesce(k.answered, 0), coalesce(k.scored, 0), coalesce(k.not_applicable, 0),
          coalesce(k.approved_weighted_sum, 0), coalesce(k.approved_weight, 0), coalesce(k.approved, 0), coalesce(k.asked, 0)) is distinct from
        (coalesce(c.weighted_sum, 0), coalesce(c.weight, 0), coalesce(c.answered, 0), coalesce(c.scored, 0), coalesce(c.not_applicable, 0),
          coalesce(c.approved_weighted_sum, 0), coalesce(c.approved_weight, 0), coalesce(c.approved, 0), coalesce(q.asked, 0)) as differs
      from (select * from maturity_scores where $1::integer is null or product_id = $1) k
      full join counted_scores c using (product_id, user_id, section, dimension, subdimension)
      full join asked_places q using (product_id, user_id, section, dimension, subdimension)),
    model_pairs as (
      select m.product_id, m.user_id, m.section || ' / ' || m.dimension || ' / ' || m.subdimension as place,
        json_build_object('model_score', k.model_score, 'approved_model_score', k.approved_model_score) as kept,
        json_build_object('model_score', m.model_score, 'approved_model_score', m.approved_model_score) as counted,
        (k.modelled, k.model_score, k.approved_model_score) is distinct from (true, m.model_score, m.approved_model_score) as differs
      from modelled m left join maturity_scores k using (product_id, user_id, section, dimension, subdimension)),
    counted_sets as (
      select product_id, user_id, count(*) filter (where says and not not_applicable) as answered,
        count(*) filter (where not_applicable) as not_applicable, count(*) filter (where status = 'draft') as draft,
        count(*) filter (where status = 'submitted') as submitted, count(*) filter (where status = 'approved') as approved,
        count(*) filter (where status = 'approved' and not_applicable) as approved_not_applicable,
        count(*) filter (where status = 'needs_revision') as needs_revision, count(*) filter (where status = 'rejected') as rejected
      from states where question_id is not null group by product_id, user_id),
    set_pairs as (
      select s.product_id, s.user_id, '' as place,
        json_build_object('answered', s.answered, 'not_applicable', s.not_applicable, 'draft', s.draft, 'submitted', s.submitted,
          'approved', s.approved, 'approved_not_applicable', s.approved_not_applicable, 'needs_revision', s.needs_revision,
          'rejected', s.rejected) as kept,
        case when c.product_id is not null then json_build_object('answered', c.answered, 'not_applicable', c.not_applicable, 'draft', c.draft,
          'submitted', c.submitted, 'approved', c.approved, 'approved_not_applicable', c.approved_not_applicable,
          'needs_revision', c.needs_revision, 'rejected', c.rejected) end as counted,
        (s.answered, s.not_applicable, s.draft, s.submitted, s.approved, s.approved_not_applicable, s.needs_revision, s.rejected)
          is distinct from (coalesce(c.answered, 0), coalesce(c.not_applicable, 0), coalesce(c.draft, 0), coalesce(c.submitted, 0),
          coalesce(c.approved, 0), coalesce(c.approved_not_applicable, 0), coalesce(c.needs_revision, 0), coalesce(c.rejected, 0)) as differs
      from answer_sets s left join counted_sets c on c.product_id = s.product_id and c.user_id = s.user_id
      where $1::integer is null or s.product_id = $1),
    asked_pairs as (
      select s.product_id, s.user_id, 'asked' as place, json_build_object('questions', k.ids) as kept, json_build_object('questions', c.ids) as counted,
        k.ids is distinct from c.ids as differs
      from answer_sets s
      cross join lateral (select array(select unnest(s.asked) order by 1) as ids) k
      cross join lateral (select array(select a.question_id from asked_now a
        where a.product_id = s.product_id and a.user_id = s.user_id order by 1) as ids) c
      where $1::integer is null or s.product_id = $1),
    response_pairs as (
      select r.product_id, r.user_id, r.question as place, json_build_object('asked', r.asked) as kept, json_build_object('asked', s.id is not null) as counted
      from questionnaire_responses r left join states s on s.id = r.id
      where ($1::integer is null or r.product_id = $1) and r.asked <> (s.id is not null))
    select 'maturity_scores' as table_name, product_id, user_id, place, kept, counted from score_pairs where differs
    union all
    select 'maturity_scores', product_id, user_id, place, kept, counted from model_pairs where differs
    union all
    select 'answer_sets', product_id, user_id, place, kept, counted from set_pairs where differs
    union all
    select 'answer_sets', product_id, user_id, place, kept, counted from asked_pairs where differs
    union all
    select 'questionnaire_responses', product_id, user_id, place, kept, counted from response_pairs
    order by 2, 3, 1, 4 limit 1000`,
};

/** Kept scores and counts that the responses do not bear out, of one product or of all within reach. None is right. */
export async function findDisagreements(tx: Tx, productId: number | null): Promise<DisagreementRow[]> {
  return tx.send<DisagreementRow>(checkStatement, [productId]);
}
