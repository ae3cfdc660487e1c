/** Days after which an answer that was handed in should have been judged. */
const DAYS = 7;

/** Answers that wait for a verdict, by product and lead: due a week after the first of them was handed in. */
export const reviewsDue = {
  name: "reviews_due",
  text: `select a.lead_id as user_id, p.organization_id, 'product:' || p.id as key,
      (w.since at time zone 'UTC')::date + ${DAYS} as due_on,
      w.waiting || case when w.waiting = 1 then ' answer of ' else ' answers of ' end || p.name || ' to review' as title,
      '/reviews?product_id=' || p.id as link
    from (select organization_id, product_id, min(submitted_at) as since, count(*) as waiting from questionnaire_responses
        where status = 'submitted' and asked group by organization_id, product_id) w
      join products p on p.organization_id = w.organization_id and p.id = w.product_id and p.archived_at is null
      join assignments a on a.organization_id = p.organization_id`,
};
