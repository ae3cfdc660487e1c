import type { Tx } from "@/db/client";
import { renewals } from "./renewals";

/** What of the assessments waits for the actor, in answers. */
export interface WaitingRow {
  returned: number;
  to_renew: number;
  to_review: number;
  /** Requests for evidence that a client has to meet; questions about evidence that a lead has to answer. */
  requests: number;
}

// Each count is asked only for the role it means something to: the frame of every page runs this.
const waitingStatement = {
  name: "count_waiting",
  text: `select
    case when $1 = 'client' then (select coalesce(sum(s.needs_revision + s.rejected), 0)
      from answer_sets s join products p on p.id = s.product_id
      where p.archived_at is null and not p.round_closed and (s.user_id = (select app.actor_id()) or (s.user_id = p.owner_id and exists (
        select from product_members m where m.product_id = p.id and m.user_id = (select app.actor_id()))))) else 0 end as returned,
    case when $1 = 'client' then (select count(distinct (a.product_id, q.question_id)) ${renewals}) else 0 end as to_renew,
    case when $1 = 'lead' then (select coalesce(sum(s.submitted), 0)
      from answer_sets s join products p on p.id = s.product_id where p.archived_at is null and not p.round_closed) else 0 end as to_review,
    case when $1 in ('client', 'lead') then (select count(*) from evidence_requests e
      join products p on p.organization_id = e.organization_id and p.id = e.product_id and p.archived_at is null
      where e.status = 'open' and e.kind = case when $1 = 'client' then 'request' else 'question' end
        and ($1 = 'lead' or p.owner_id = (select app.actor_id()) or exists (
          select from product_members m where m.product_id = p.id and m.user_id = (select app.actor_id())))) else 0 end as requests`,
};

/** Answers that came back to the actor or are to be renewed, answers that wait for its verdict, and what is open about evidence. */
export async function countWaiting(tx: Tx, role: string): Promise<WaitingRow> {
  return (await tx.send<WaitingRow>(waitingStatement, [role]))[0]!;
}
