import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";
import type { ResponseStatus } from "@/db/schema/assessment/questionnaire-responses";
import { userOrOwner } from "./whose-set";

/** How one question of the questionnaire stands in an answer set. Unanswered ones without a response have no row. */
export interface AnswerStateRow {
  question_id: number;
  response_id: number;
  status: ResponseStatus;
  /** Says something, and is not "not applicable". */
  answered: boolean;
  not_applicable: boolean;
  maturity_score: number | null;
  option_id: number | null;
  option_ids: number[] | null;
  /** Its question requires evidence, and it has none. */
  lacks_evidence: boolean;
}

const statesStatement = {
  name: "list_answer_states",
  text: `select r.question_id, r.id as response_id, r.status, r.not_applicable, r.maturity_score, r.option_id, r.option_ids,
      not r.not_applicable and exists (select from questions q where q.id = r.question_id and q.evidence_required
        and not exists (select from response_evidence l where l.organization_id = r.organization_id and l.response_id = r.id)) as lacks_evidence,
      not r.not_applicable and (r.option_id is not null or r.answer <> '' or r.maturity_score is not null) as answered
    from questionnaire_responses r
    where r.product_id = $1 and r.user_id = ${userOrOwner()}
      and r.question_id is not null and r.dropped_at is null`,
};

/** The state of every question that has a response, in one of a product's answer sets (null: its own). */
export async function listAnswerStates(tx: Tx, productId: number, userId: number | null): Promise<AnswerStateRow[]> {
  return tx.send<AnswerStateRow>(statesStatement, [productId, userId]);
}

/** A response that a lead sent back and that has not been answered since. */
export interface ReturnedRow {
  response_id: number;
  question_id: number | null;
  question: string;
  status: "needs_revision" | "rejected";
  comment: string;
  reviewer: string;
  at: Date;
}

const returnedStatement = {
  name: "list_returned",
  text: `select r.id as response_id, r.question_id, r.question, r.status, c.comment, c.created_at as at,
      ${personName("u")} as reviewer
    from questionnaire_responses r
    join lateral (select c.comment, c.author_id, c.created_at from lead_comments c
      where c.organization_id = r.organization_id and c.response_id = r.id and c.status = r.status order by c.id desc limit 1) c on true
    left join users u on u.id = c.author_id
    where r.product_id = $1 and r.user_id = (select owner_id from products where id = $1)
      and r.status in ('needs_revision', 'rejected') and r.asked
    order by c.created_at, r.id limit 200`,
};

/** What came back to the product's answer set, the longest waiting first. */
export async function listReturned(tx: Tx, productId: number): Promise<ReturnedRow[]> {
  return tx.send<ReturnedRow>(returnedStatement, [productId]);
}
