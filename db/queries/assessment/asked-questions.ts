/**
 * SQL of which questions with a condition are asked, said from the answers alone, as lib/assessment/asked.ts has it (a test
 * holds the two together): CTEs that end in `asked_now`, a row of product_id, user_id, question_id for each.
 * @param which condition on the answer set `s`
 */
export const askedQuestions = (which: string) => `ruled as (
      select s.product_id, s.user_id, q.id as question_id, d.id as decided_by, d.condition is not null as decider_ruled,
        case when q.condition ->> 'match' = 'all' then bool_and(picked.hit) else bool_or(picked.hit) end as met
      from answer_sets s
      join products p on p.id = s.product_id
      join questionnaire_versions v on v.id = p.questionnaire_version_id and v.conditional_count > 0
      join questions q on q.version_id = v.id and q.condition is not null
      join questions d on d.version_id = v.id and d.code = q.condition ->> 'question'
      cross join lateral jsonb_array_elements_text(q.condition -> 'options') as wanted(place)
      left join lateral (select o.id, row_number() over (order by o.position) as place from options o where o.question_id = d.id) o
        on o.place = wanted.place::integer
      left join questionnaire_responses r on r.product_id = s.product_id and r.user_id = s.user_id and r.question_id = d.id
      cross join lateral (select coalesce(not r.not_applicable and o.id = any (coalesce(r.option_ids, array[r.option_id])), false) as hit) picked
      where ${which}
      group by s.product_id, s.user_id, q.id, d.id),
    asked_now as (
      select product_id, user_id, question_id from ruled where met and not decider_ruled
      union
      select r.product_id, r.user_id, r.question_id from asked_now a
      join ruled r on r.product_id = a.product_id and r.user_id = a.user_id and r.decided_by = a.question_id and r.met)`;
