import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";
import type { ResponseStatus } from "@/db/schema/assessment/questionnaire-responses";
import type { ReviewStatus } from "@/db/schema/assessment/lead-comments";

/** A response that came back to those who answer it. */
export interface ToDoRow {
  id: number;
  product_id: number;
  product: string;
  questionnaire_version_id: number;
  question_id: number | null;
  question: string;
  section: string;
  dimension: string;
  /** `draft`: it came back, has been changed since and waits to be submitted again. */
  status: ResponseStatus;
  version: number;
  updated_at: Date;
  reviewed_at: Date;
  verdict: ReviewStatus;
  verdict_by: string;
  verdict_text: string;
}

// Only the answer sets with something open are walked, by the counts they keep; names are looked up for the page alone,
// since the policy of people costs a look-up a row.
const listStatement = {
  name: "list_to_do",
  text: `select x.*, ${personName("u")} as verdict_by
    from (
      select r.id, r.product_id, p.name as product, p.questionnaire_version_id, r.question_id, r.question, r.section, r.dimension,
        r.status, r.version, r.updated_at, coalesce(r.reviewed_at, r.updated_at) as reviewed_at,
        coalesce(v.status, r.status) as verdict, coalesce(v.comment, '') as verdict_text, v.author_id
      from answer_sets s
      join products p on p.organization_id = s.organization_id and p.id = s.product_id and p.archived_at is null
        and not p.round_closed
      join questionnaire_responses r on r.organization_id = s.organization_id and r.product_id = s.product_id and r.user_id = s.user_id
        and r.asked and (r.status in ('needs_revision', 'rejected') or (r.status = 'draft' and r.reviewed_at is not null))
      left join lateral (select c.status, c.comment, c.author_id from lead_comments c
        where c.organization_id = r.organization_id and c.response_id = r.id and c.status is not null
        order by c.id desc limit 1) v on v.status in ('needs_revision', 'rejected', 'reopened')
      where s.needs_revision + s.rejected + s.draft > 0 and (r.status <> 'draft' or v.status is not null) and ($1::integer is null or s.product_id = $1)
        and (s.user_id = (select app.actor_id()) or (s.user_id = p.owner_id and exists (
          select from product_members m where m.product_id = p.id and m.user_id = (select app.actor_id()))))
      order by r.status = 'draft', coalesce(r.reviewed_at, r.updated_at), r.id limit $2) x
    left join users u on u.id = x.author_id
    order by x.status = 'draft', x.reviewed_at, x.id`,
};

/** What came back to the actor: open before changed, the longest waiting first. */
export async function listReturned(tx: Tx, productId: number | null, limit: number): Promise<ToDoRow[]> {
  return tx.send<ToDoRow>(listStatement, [productId, limit]);
}
