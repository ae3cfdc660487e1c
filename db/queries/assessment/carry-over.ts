/**
 * SQL of what a new round does to the answers of the product $2 of organization $1, in common table expressions: each
 * keeps what it says, and becomes a draft again as its next version where it had any other status; what was approved
 * counts as validated no more (models score nothing, where something applies, as 0). Scores stay. `carried` are the responses that became drafts.
 */
export const carryOver = `carried as (
      update questionnaire_responses set status = 'draft', submitted_at = null, reviewed_at = null, version = version + 1,
        updated_at = now()
      where organization_id = $1 and product_id = $2 and status <> 'draft'
      returning *),
    revisions as (
      insert into response_revisions (organization_id, response_id, version, option_id, answer, maturity_score, score_source,
        not_applicable, not_applicable_reason, comment, status, evidence_ids, answered_by, option_ids)
      select r.organization_id, r.id, r.version, r.option_id, r.answer, r.maturity_score, r.score_source, r.not_applicable,
        r.not_applicable_reason, r.comment, r.status,
        (select coalesce(jsonb_agg(l.evidence_id order by l.id), '[]') from response_evidence l
          where l.organization_id = r.organization_id and l.response_id = r.id), r.answered_by, r.option_ids
      from carried r),
    sets as (
      update answer_sets set closed = false, draft = draft + submitted + approved + needs_revision + rejected, submitted = 0,
        approved = 0, approved_not_applicable = 0, needs_revision = 0, rejected = 0
      where organization_id = $1 and product_id = $2),
    scores as (
      update maturity_scores set approved_weighted_sum = 0, approved_weight = 0, approved = 0,
        approved_model_score = case when approved_model_score is not null then 0 end, calculated_at = now()
      where organization_id = $1 and product_id = $2 and (approved > 0 or approved_weight > 0 or approved_model_score > 0))`;
