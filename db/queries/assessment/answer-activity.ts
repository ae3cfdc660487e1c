import type { Statement, Tx } from "@/db/client";
import { type ActivityRow, pageColumns, shown } from "./activity-columns";

/** An answer, as far as its timeline needs to know it. */
interface AnswerRow {
  id: number;
  organization_id: number;
  organization: string;
  product_id: number;
  product: string;
  question: string;
}

const findStatement: Statement = {
  name: "find_answer",
  text: `select r.id, r.organization_id, (select o.name from organizations o where o.id = r.organization_id) as organization,
      r.product_id, p.name as product, r.question
    from questionnaire_responses r join products p on p.id = r.product_id where r.id = $1`,
};

export async function findAnswer(tx: Tx, responseId: number): Promise<AnswerRow | undefined> {
  return (await tx.send<AnswerRow>(findStatement, [responseId]))[0];
}

// Evidence that was detached is known by the entries of its detaching alone; those are few among all deletions.
const statement: Statement = {
  name: "answer_activity",
  text: `with detached as materialized (
      select a.record_id, (a.old_values ->> 'evidence_id')::bigint as evidence_id from audit_log a
      where a.action = 'DELETE' and a.table_name = 'response_evidence' and a.organization_id = $2
        and (a.old_values ->> 'response_id')::integer = $1),
    records as (
      select 'questionnaire_responses' as name, $1::bigint as id
      union select 'lead_comments', c.id from lead_comments c where c.organization_id = $2 and c.response_id = $1
      union select 'evidence_requests', q.id from evidence_requests q where q.organization_id = $2 and q.response_id = $1
      union select 'response_evidence', e.id from response_evidence e where e.organization_id = $2 and e.response_id = $1
      union select 'evidence', e.evidence_id from response_evidence e where e.organization_id = $2 and e.response_id = $1
      union select 'response_evidence', d.record_id from detached d
      union select 'evidence', d.evidence_id from detached d),
    page as (select ${pageColumns} from records r cross join lateral (
        select * from audit_log l where l.record_id = r.id and l.table_name = r.name and l.timestamp <= $3::timestamptz
          and (l.timestamp, l.id) < ($3::timestamptz, $4::bigint)
        order by l.timestamp desc, l.id desc limit $5) a
      order by a.timestamp desc, a.id desc limit $5)
    select ${shown} from page p order by p.timestamp desc, p.id desc`,
};

/** What happened to an answer, its comments and verdicts, its evidence and requests for it, the newest first; within reach. */
export const findAnswerActivity = (
  tx: Tx,
  answer: Pick<AnswerRow, "id" | "organization_id">,
  before: { timestamp: string; id: number },
  limit: number,
): Promise<ActivityRow[]> =>
  tx.send<ActivityRow>(statement, [answer.id, answer.organization_id, before.timestamp, before.id, limit]);
