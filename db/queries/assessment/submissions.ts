import type { Tx } from "@/db/client";
import type { ResponseStatus } from "@/db/schema/assessment/questionnaire-responses";

/** A response of an answer set, as far as handing it in needs to know it. */
export interface SubmittableRow {
  id: number;
  question_id: number | null;
  question: string;
  section: string;
  status: ResponseStatus;
  answered: boolean;
  not_applicable: boolean;
  asked: boolean;
  files: number;
}

const listStatement = {
  name: "list_submittable",
  text: `select r.id, r.question_id, r.question, r.section, r.status, r.not_applicable, r.asked,
      r.not_applicable or r.option_id is not null or r.answer <> '' or r.maturity_score is not null as answered,
      (select count(*) from response_evidence l where l.organization_id = r.organization_id and l.response_id = r.id) as files
    from questionnaire_responses r where r.product_id = $1 and r.user_id = $2 and r.dropped_at is null order by r.id`,
};

/** Every response of an answer set. Read after the set is locked. */
export async function listSubmittable(tx: Tx, productId: number, userId: number): Promise<SubmittableRow[]> {
  return tx.send<SubmittableRow>(listStatement, [productId, userId]);
}

// $1 ids, $2 product, $3 user, $4 answer set, $5–8 by how much the counts of drafts, submitted, to revise and rejected change
const submitStatement = {
  name: "submit_responses",
  text: `with submitted as (
      update questionnaire_responses set status = 'submitted', submitted_at = now(), version = version + 1, updated_at = now()
      where id = any ($1::integer[]) and product_id = $2 and user_id = $3
      returning *),
    revisions as (
      insert into response_revisions (organization_id, response_id, version, option_id, answer, maturity_score, score_source,
        not_applicable, not_applicable_reason, comment, status, evidence_ids, answered_by, option_ids)
      select r.organization_id, r.id, r.version, r.option_id, r.answer, r.maturity_score, r.score_source, r.not_applicable,
        r.not_applicable_reason, r.comment, r.status,
        (select coalesce(jsonb_agg(l.evidence_id order by l.id), '[]') from response_evidence l
          where l.organization_id = r.organization_id and l.response_id = r.id), r.answered_by, r.option_ids
      from submitted r),
    counted as (
      update answer_sets set draft = draft + $5, submitted = submitted + $6, needs_revision = needs_revision + $7,
        rejected = rejected + $8, updated_at = now()
      where id = $4)
    select id, question_id, version from submitted order by id`,
};

/** By how much an answer set's counts change when responses are handed in. */
export interface SubmittedCounts {
  draft: number;
  submitted: number;
  needsRevision: number;
  rejected: number;
}

export interface SubmittedRow {
  id: number;
  question_id: number | null;
  version: number;
}

/** Hands in these responses as their next versions, in one statement. The answer set must be locked. */
export async function markSubmitted(
  tx: Tx,
  set: { productId: number; userId: number; answerSetId: number },
  ids: number[],
  counts: SubmittedCounts,
): Promise<SubmittedRow[]> {
  return tx.send<SubmittedRow>(submitStatement, [
    ids,
    set.productId,
    set.userId,
    set.answerSetId,
    counts.draft,
    counts.submitted,
    counts.needsRevision,
    counts.rejected,
  ]);
}
