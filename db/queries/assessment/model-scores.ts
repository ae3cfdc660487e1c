import type { Tx } from "@/db/client";
import { scoreColumns, type ScoreRow } from "./write-response";

const place = "product_id, user_id, section, dimension, subdimension";

/**
 * SQL of what models make of answer sets, as lib/assessment/model-score.ts has it (a test holds the two together): CTEs
 * that end in `modelled`, a row for each dimension and subdimension. What is not asked is like what does not apply. The model `mean` has none: sums say it all.
 * @param sets a relation of organization_id, product_id, user_id, version_id
 * @param which condition on the section `s`, the dimension `d` and its parent `pd`
 */
export const modelScores = (sets: string, which = "true") => `sets as (${sets}),
    asked as (
      select t.organization_id, t.product_id, t.user_id, v.scoring_model as model, s.title as section,
        coalesce(pd.title, d.title) as dimension, case when pd.id is null then '' else d.title end as own, q.level, q.weight,
        coalesce((select case when q.type = 'options' then (least(500, sum(round(o.score * 100))) / 100)::real else max(o.score) end
          from options o where o.question_id = q.id), 5) as best,
        coalesce(r.not_applicable, false) or q.condition is not null and coalesce(q.id <> all (a.asked), true) as not_applicable,
        r.maturity_score as score,
        case when r.status = 'approved' then r.maturity_score end as approved_score
      from sets t
      join questionnaire_versions v on v.id = t.version_id and v.scoring_model <> 'mean'
      join questions q on q.version_id = v.id
      join dimensions d on d.id = q.dimension_id
      join sections s on s.id = d.section_id
      left join dimensions pd on pd.id = d.parent_id
      left join answer_sets a on a.product_id = t.product_id and a.user_id = t.user_id
      left join questionnaire_responses r on r.product_id = t.product_id and r.user_id = t.user_id and r.question_id = q.id
      where ${which}),
    places as (select a.*, '' as subdimension from asked a union all select a.*, a.own from asked a where a.own <> ''),
    scales as (
      select organization_id, ${place}, model, case when count(level) < count(*) then 5 else max(level) end as scale
      from places group by organization_id, ${place}, model),
    levels as (
      select ${place}, l.level,
        bool_and(coalesce(p.score >= case when p.level is null then l.level else p.best end, false)) as met,
        bool_and(coalesce(p.approved_score >= case when p.level is null then l.level else p.best end, false)) as approved_met,
        sum(round(coalesce(p.score, 0) * 100)::bigint * p.weight)::double precision
          / (sum(p.weight) * 500)::double precision as share,
        sum(round(coalesce(p.approved_score, 0) * 100)::bigint * p.weight)::double precision
          / (sum(p.weight) * 500)::double precision as approved_share
      from places p, generate_series(1, 5) as l(level)
      where not p.not_applicable and case when p.model = 'samm' then coalesce(p.level, 1) = l.level
        else p.level is null or p.level = l.level end
      group by ${place}, l.level),
    so_far as (
      select l.*, bool_and(met) over upward as reached, bool_and(approved_met) over upward as approved_reached
      from levels l window upward as (partition by ${place} order by level)),
    results as (
      select ${place}, sum(share order by level) / count(*) * 5 as share, sum(approved_share order by level) / count(*) * 5 as approved_share,
        coalesce(max(level) filter (where reached), 0) as reached,
        coalesce(max(level) filter (where approved_reached), 0) as approved_reached
      from so_far group by ${place}),
    modelled as (
      select organization_id, ${place},
        case when model = 'samm' then share else reached * 5 / scale::double precision end as model_score,
        case when model = 'samm' then approved_share else approved_reached * 5 / scale::double precision end as approved_model_score
      from scales left join results using (${place}))`;

// $1 organization, $2 product, $3 user, $4 version, $5 section and $6 dimension, or null for all of them
const refreshStatement = {
  name: "refresh_model_scores",
  text: `with ${modelScores(
    "select $1::integer as organization_id, $2::integer as product_id, $3::integer as user_id, $4::integer as version_id",
    "$5::text is null or (s.title = $5 and coalesce(pd.title, d.title) = $6)",
  )},
    kept as (
      insert into maturity_scores as m (organization_id, ${place}, modelled, model_score, approved_model_score)
      select organization_id, ${place}, true, model_score, approved_model_score from modelled
      on conflict (${place}) do update set modelled = true, model_score = excluded.model_score,
        approved_model_score = excluded.approved_model_score, calculated_at = now()
      where (m.modelled, m.model_score, m.approved_model_score)
        is distinct from (true, excluded.model_score, excluded.approved_model_score)
      returning *)
    select ${scoreColumns} from kept union all
    select ${scoreColumns} from maturity_scores m where m.product_id = $2 and m.user_id = $3
      and not exists (select from kept k where k.id = m.id)`,
};

/** What the model of a version makes of one dimension of an answer set, or of all, kept. Returns all score rows of the set. */
export async function refreshModelScores(
  tx: Tx,
  set: { organization_id: number; product_id: number; user_id: number; questionnaire_version_id: number },
  dimension?: { section: string; dimension: string },
): Promise<ScoreRow[]> {
  return tx.send<ScoreRow>(refreshStatement, [
    set.organization_id,
    set.product_id,
    set.user_id,
    set.questionnaire_version_id,
    dimension?.section ?? null,
    dimension?.dimension ?? null,
  ]);
}
