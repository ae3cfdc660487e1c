import type { Tx } from "@/db/client";
import type { ResponseStatus } from "@/db/schema/assessment/questionnaire-responses";

/** An answer that is to be renewed, since what was planned about it is done. */
export interface RenewalRow {
  action_id: number;
  action: string;
  completed_at: Date;
  product_id: number;
  product: string;
  questionnaire_version_id: number;
  question_id: number;
  target_score: number;
  /** Of the present answer; null where there is none. */
  status: ResponseStatus | null;
  maturity_score: number | null;
}

/**
 * SQL of the questions of finished actions whose answers nobody has saved, or let stand, since: `a` the action, `q` the
 * link, `p` the product, `r` the present answer. For those who answer for the product: its owner and members.
 */
export const renewals = `from actions a
    join products p on p.organization_id = a.organization_id and p.id = a.product_id and p.archived_at is null
      and (p.owner_id = (select app.actor_id()) or exists (
        select from product_members m where m.product_id = p.id and m.user_id = (select app.actor_id())))
    join action_questions q on q.organization_id = a.organization_id and q.action_id = a.id
      and (q.renewed_at is null or q.renewed_at < a.completed_at)
    join questions n on n.id = q.question_id and n.version_id = p.questionnaire_version_id
    left join questionnaire_responses r on r.organization_id = p.organization_id and r.product_id = p.id
      and r.user_id = p.owner_id and r.question_id = q.question_id
    where a.status = 'done' and not exists (select from response_revisions v
      where v.organization_id = r.organization_id and v.response_id = r.id and v.created_at > a.completed_at and not v.moved)`;

const listStatement = {
  name: "list_renewals",
  text: `select * from (
      select distinct on (a.product_id, q.question_id) a.id as action_id, a.title as action, a.completed_at, a.product_id,
        p.name as product, p.questionnaire_version_id, q.question_id, q.target_score, r.status, r.maturity_score
      ${renewals} and ($1::integer is null or a.product_id = $1)
      order by a.product_id, q.question_id, a.completed_at desc) x
    order by x.completed_at, x.product_id, x.question_id limit $2`,
};

/** What the actor is to answer anew, each answer once, the longest waiting first. */
export async function listRenewals(tx: Tx, productId: number | null, limit: number): Promise<RenewalRow[]> {
  return tx.send<RenewalRow>(listStatement, [productId, limit]);
}

const keepStatement = {
  name: "keep_answer",
  text: `update action_questions q set renewed_at = now() from actions a
    where a.organization_id = $1 and a.product_id = $2 and a.status = 'done' and q.organization_id = a.organization_id
      and q.action_id = a.id and q.question_id = $3 and (q.renewed_at is null or q.renewed_at < a.completed_at)
    returning q.question_id`,
};

/** Notes that somebody let an answer stand; says whether it was to be renewed. */
export async function markRenewed(
  tx: Tx,
  product: { id: number; organizationId: number },
  questionId: number,
): Promise<boolean> {
  return (await tx.send(keepStatement, [product.organizationId, product.id, questionId])).length > 0;
}
