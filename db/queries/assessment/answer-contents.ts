import type { Tx } from "@/db/client";
import type { ResponseStatus, ScoreSource } from "@/db/schema/assessment/questionnaire-responses";

/** Everything that one version of a response says. `question` is the questionnaire's text, or a free question's own. */
export interface AnswerContentRow {
  response_id: number;
  version: number;
  status: ResponseStatus;
  question_id: number | null;
  question: string;
  option_id: number | null;
  option: string | null;
  option_ids: number[] | null;
  answer: string;
  maturity_score: number | null;
  score_source: ScoreSource;
  not_applicable: boolean;
  not_applicable_reason: string;
  comment: string;
  /** SHA-256 of each file, in the order of their ids' list. */
  evidence: string[];
}

const said = `v.version, v.option_id, o.text as option, v.option_ids, v.answer, v.maturity_score, v.score_source, v.not_applicable,
  v.not_applicable_reason, v.comment,
  case when v.evidence_ids = '[]'::jsonb then '[]'::json else (select coalesce(json_agg(e.sha256 order by i.place), '[]'::json)
    from jsonb_array_elements_text(v.evidence_ids) with ordinality i(id, place)
    join evidence e on e.organization_id = v.organization_id and e.id = i.id::integer) end as evidence`;

const currentStatement = {
  name: "list_current_contents",
  text: `select r.id as response_id, r.user_id, r.status, r.question_id, r.question, ${said}
    from questionnaire_responses r
    join response_revisions v on v.organization_id = r.organization_id and v.response_id = r.id and v.version = r.version
    left join options o on o.id = v.option_id
    where r.product_id = $1 and ($2::integer is null or r.user_id = $2) and r.dropped_at is null order by r.id`,
};

/** What an answer set (null: each of the product) says now, by the revisions that its responses stand at. */
export async function listCurrentContents(tx: Tx, productId: number, userId: number | null) {
  return tx.send<AnswerContentRow & { user_id: number }>(currentStatement, [productId, userId]);
}

// Unfolded first: a revision is looked up by an index only with plain columns (ARCHITECTURE.md, "The driver").
const referredStatement = {
  name: "list_referred_contents",
  text: `with named as materialized (
      select (a.value ->> 0)::integer as response_id, (a.value ->> 1)::integer as version, a.value ->> 2 as status,
        (a.value ->> 3)::integer as question_id
      from jsonb_array_elements($2::jsonb) a)
    select n.response_id, n.status, n.question_id, case when q.id is null then r.question else q.text end as question, ${said}
    from named n
    join response_revisions v on v.organization_id = $1 and v.response_id = n.response_id and v.version = n.version
    join questionnaire_responses r on r.organization_id = v.organization_id and r.id = n.response_id
    left join questions q on q.id = n.question_id
    left join options o on o.id = v.option_id order by n.response_id`,
};

/** What a snapshot's references say, read back from their revisions. */
export async function listReferredContents(
  tx: Tx,
  organizationId: number,
  references: readonly (readonly unknown[])[],
): Promise<AnswerContentRow[]> {
  return tx.send<AnswerContentRow>(referredStatement, [organizationId, JSON.stringify(references)]);
}
