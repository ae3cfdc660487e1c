import type { Tx } from "@/db/client";
import { renewals } from "./renewals";

/** What of the assessments waits for the actor, in answers. */
export interface WaitingRow {
  to_do: number;
  to_review: number;
}

// Each count is asked only for the role it means something to: the frame of every page runs this.
const waitingStatement = {
  name: "count_waiting",
  text: `select
    case when $1 = 'client' then (select coalesce(sum(s.needs_revision + s.rejected), 0)
      from answer_sets s join products p on p.id = s.product_id
      where p.archived_at is null and (s.user_id = (select app.actor_id()) or (s.user_id = p.owner_id and exists (
        select from product_members m where m.product_id = p.id and m.user_id = (select app.actor_id())))))
      + (select count(distinct (a.product_id, q.question_id)) ${renewals}) else 0 end as to_do,
    case when $1 = 'lead' then (select coalesce(sum(s.submitted), 0)
      from answer_sets s join products p on p.id = s.product_id where p.archived_at is null) else 0 end as to_review`,
};

/** Answers that came back to the actor or are to be renewed, and answers that wait for its verdict. */
export async function countWaiting(tx: Tx, role: string): Promise<WaitingRow> {
  return (await tx.send<WaitingRow>(waitingStatement, [role]))[0]!;
}
