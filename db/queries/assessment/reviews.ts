import type { Tx } from "@/db/client";
import type { ReviewStatus } from "@/db/schema/assessment/lead-comments";
import type { ResponseStatus } from "@/db/schema/assessment/questionnaire-responses";
import { responseColumns, type ResponseRow } from "./answer-set";
import type { CountChange, ScoreChange } from "./write-response";

/** A response with the product it belongs to. */
export interface ReviewedRow extends ResponseRow {
  product_id: number;
  product: string;
  organization_id: number;
  organization: string;
  user_id: number;
  owner_id: number;
  questionnaire_version_id: number;
  archived: boolean;
  round: number;
  round_closed: boolean;
  submitted_at: Date | null;
  reviewed_at: Date | null;
  /** The product moved to a version that has no such question. */
  dropped: boolean;
}

const findStatement = {
  name: "find_reviewed_response",
  text: `select ${responseColumns}, r.product_id, p.name as product, r.organization_id, coalesce(o.name, '') as organization, r.user_id,
      p.owner_id, p.questionnaire_version_id, p.archived_at is not null as archived, p.round, p.round_closed, r.submitted_at, r.reviewed_at, r.dropped_at is not null as dropped
    from questionnaire_responses r
    join products p on p.organization_id = r.organization_id and p.id = r.product_id
    left join organizations o on o.id = r.organization_id
    left join users u on u.id = r.answered_by
    where r.id = $1 and ($2::integer is null or r.product_id = $2)`,
};

export async function findReviewed(
  tx: Tx,
  responseId: number,
  productId: number | null = null,
): Promise<ReviewedRow | undefined> {
  return (await tx.send<ReviewedRow>(findStatement, [responseId, productId]))[0];
}

const lockStatement = {
  name: "lock_answer_set_of_response",
  text: `select s.id, s.closed from answer_sets s where (s.product_id, s.user_id) =
      (select r.product_id, r.user_id from questionnaire_responses r where r.id = $1) for update`,
};

/** Locks the answer set of a response until the transaction ends, as every save does. `closed`: its round is. */
export async function lockSetOfResponse(tx: Tx, responseId: number) {
  return (await tx.send<{ id: number; closed: boolean }>(lockStatement, [responseId]))[0];
}

/** What a judgement writes: the response's next status, and the row in its thread that says so. */
export interface Judgement {
  responseId: number;
  answerSetId: number;
  /** The version judged; the response must still have it. */
  version: number;
  becomes: ResponseStatus;
  authorId: number;
  says: ReviewStatus;
  comment: string;
  parentCommentId: number | null;
}

// $1 response, $2 version, $3 its next status, $4 answer set, $5 author, $6 comment, $7 what it says, $8 parent,
// $9 score changes, $10 count changes
const judgeStatement = {
  name: "judge_response",
  text: `with judged as (
      update questionnaire_responses r set status = $3, updated_at = now(),
        reviewed_at = case when $7 <> 'withdrawn' then now() else (select max(c.created_at) from lead_comments c
          where c.organization_id = r.organization_id and c.response_id = r.id and c.id <> $8
            and c.status in ('approved', 'needs_revision', 'rejected', 'reopened')) end
      where r.id = $1 and r.version = $2
      returning r.id, r.organization_id, r.product_id, r.user_id),
    said as (
      insert into lead_comments (organization_id, product_id, response_id, author_id, parent_comment_id, comment, status, response_version)
      select organization_id, product_id, id, $5, $8, $6, $7, $2 from judged
      returning id, created_at),
    change as (
      select * from jsonb_to_recordset($9::jsonb) as c(section text, dimension text, subdimension text, "weightedSum" bigint,
        weight integer, answered integer, scored integer, "notApplicable" integer, "approvedWeightedSum" bigint,
        "approvedWeight" integer, approved integer)),
    changed as (
      update maturity_scores m set approved_weighted_sum = m.approved_weighted_sum + c."approvedWeightedSum",
        approved_weight = m.approved_weight + c."approvedWeight", approved = m.approved + c.approved, calculated_at = now()
      from change c, judged j where m.product_id = j.product_id and m.user_id = j.user_id and m.section = c.section
        and m.dimension = c.dimension and m.subdimension = c.subdimension),
    counted as (
      update answer_sets set submitted = submitted + ($10::integer[])[1], approved = approved + ($10::integer[])[2],
        approved_not_applicable = approved_not_applicable + ($10::integer[])[3],
        needs_revision = needs_revision + ($10::integer[])[4], rejected = rejected + ($10::integer[])[5], updated_at = now()
      where id = $4
      returning submitted, approved, needs_revision, rejected)
    select said.id, said.created_at, counted.*,
      not exists (select from questionnaire_responses r, judged j where r.product_id = j.product_id and r.user_id = j.user_id
        and r.organization_id = j.organization_id and r.status = 'submitted' and r.asked and r.id <> j.id) as is_last
    from said, counted`,
};

export interface JudgedRow {
  /** The comment's id. */
  id: number;
  created_at: Date;
  /** Counts of the answer set, afterwards. */
  submitted: number;
  approved: number;
  needs_revision: number;
  rejected: number;
  /** Whether no other response of the set waits for a verdict. */
  is_last: boolean;
}

/**
 * Gives a response its next status, says so in its thread and changes scores and counts by the difference, in one
 * statement. The answer set must be locked. Undefined when the response is not at that version any more.
 */
export async function judgeResponse(
  tx: Tx,
  j: Judgement,
  scores: ScoreChange[],
  counts: CountChange,
): Promise<JudgedRow | undefined> {
  const rows = await tx.send<JudgedRow>(judgeStatement, [
    j.responseId,
    j.version,
    j.becomes,
    j.answerSetId,
    j.authorId,
    j.comment,
    j.says,
    j.parentCommentId,
    JSON.stringify(scores),
    [counts.submitted, counts.approved, counts.approvedNotApplicable, counts.needsRevision, counts.rejected],
  ]);
  return rows[0];
}
