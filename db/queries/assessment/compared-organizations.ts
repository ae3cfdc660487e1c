import type { Statement, Tx } from "@/db/client";
import { askedCount } from "./asked-count";
import { overallScores } from "./overall-score";

/** An organization beside others. `score` (0–5) is the mean of its products' overall scores; questions are applicable ones. */
export interface ComparedOrganizationRow {
  id: number;
  name: string;
  products: number;
  score: number | null;
  validated: number;
  answered: number;
  questions: number;
  waiting: number;
  waiting_since: Date | null;
  last_activity: Date | null;
  leads: number;
}

const comparedStatement: Statement = {
  name: "compare_organizations",
  text: `with busiest as (
      select p.organization_id, count(distinct p.id) as products, coalesce(sum(s.submitted) filter (where not s.closed), 0) as waiting,
        max(s.updated_at) as last_activity
      from products p left join answer_sets s on s.product_id = p.id
      where p.archived_at is null group by p.organization_id
      order by waiting desc, last_activity desc nulls last, p.organization_id limit $1)
    select o.id, o.name, b.products, b.waiting::integer as waiting, b.last_activity, f.score,
      coalesce(f.answered, 0)::integer as answered, coalesce(f.questions, 0)::integer as questions,
      coalesce(f.validated, 0)::integer as validated,
      (select min(r.submitted_at) from questionnaire_responses r
        where r.organization_id = o.id and r.status = 'submitted' and r.asked) as waiting_since,
      (select count(*) from assignments a where a.organization_id = o.id) as leads
    from busiest b
    join organizations o on o.id = b.organization_id
    left join (
      select p.organization_id, floor(avg(x.overall) * 100 + 0.5 + 1e-9) / 100 as score,
        sum(coalesce(s.answered, 0)) as answered, sum(${askedCount} - coalesce(s.not_applicable, 0)) as questions,
        sum(coalesce(s.approved - s.approved_not_applicable, 0)) as validated
      from products p
      join questionnaire_versions v on v.id = p.questionnaire_version_id
      left join answer_sets s on s.product_id = p.id and s.user_id = p.owner_id
      left join ${overallScores("m.organization_id in (select organization_id from busiest)")} x
        on x.product_id = p.id and x.user_id = p.owner_id
      where p.archived_at is null and p.organization_id in (select organization_id from busiest)
      group by p.organization_id) f on f.organization_id = o.id
    order by b.waiting desc, b.last_activity desc nulls last, o.id`,
};

/** The organizations with products, those with most answers waiting for review first. */
export async function listComparedOrganizations(tx: Tx, limit: number): Promise<ComparedOrganizationRow[]> {
  return tx.send<ComparedOrganizationRow>(comparedStatement, [limit]);
}
