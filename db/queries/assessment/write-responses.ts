import type { Tx } from "@/db/client";
import type { CountChange, ScoreChange, WrittenResponse } from "./write-response";

/** A response as an import leaves it: to a question of the questionnaire, its evidence as it was. */
export type ImportedResponse = Omit<
  WrittenResponse,
  "organizationId" | "productId" | "userId" | "answerSetId" | "answeredBy" | "evidenceIds" | "newEvidenceIds"
>;

const given = `given as (
      select * from jsonb_to_recordset($5::jsonb) as g(id integer, "questionId" integer, question text, section text, dimension text,
        subdimension text, weight integer, "optionId" integer, "optionIds" integer[], answer text, "maturityScore" real,
        "scoreSource" text, reasons jsonb, "notApplicable" boolean, "notApplicableReason" text, asked boolean, comment text, status text))`;

// $1 organization, $2 product, $3 user, $4 answered by, $5 responses, $6 score changes, $7 count changes
const writeStatement = {
  name: "write_responses",
  text: `with ${given},
    updated as (
      update questionnaire_responses r set section = g.section, dimension = g.dimension, subdimension = g.subdimension,
        weight = g.weight, option_id = g."optionId", option_ids = g."optionIds", answer = g.answer,
        maturity_score = g."maturityScore", score_source = g."scoreSource", reasons = nullif(g.reasons, 'null'::jsonb),
        not_applicable = g."notApplicable", not_applicable_reason = g."notApplicableReason", comment = g.comment,
        submitted_at = case when g.status = 'submitted' then r.submitted_at end, status = g.status, answered_by = $4,
        asked = g.asked, version = r.version + 1, updated_at = now()
      from given g
      where r.id = g.id and r.organization_id = $1 and r.product_id = $2 and r.user_id = $3 and r.question_id = g."questionId"
      returning r.*),
    inserted as (
      insert into questionnaire_responses (organization_id, product_id, user_id, question_id, question, section, dimension,
        subdimension, weight, option_id, option_ids, answer, maturity_score, score_source, reasons, not_applicable,
        not_applicable_reason, asked, comment, status, answered_by)
      select $1, $2, $3, g."questionId", g.question, g.section, g.dimension, g.subdimension, g.weight, g."optionId", g."optionIds",
        g.answer, g."maturityScore", g."scoreSource", nullif(g.reasons, 'null'::jsonb), g."notApplicable", g."notApplicableReason",
        g.asked, g.comment, g.status, $4
      from given g where g.id is null
      returning *),
    saved as (select * from updated union all select * from inserted),
    revisions as (
      insert into response_revisions (organization_id, response_id, version, option_id, answer, maturity_score, score_source,
        not_applicable, not_applicable_reason, comment, status, evidence_ids, answered_by, option_ids)
      select r.organization_id, r.id, r.version, r.option_id, r.answer, r.maturity_score, r.score_source, r.not_applicable,
        r.not_applicable_reason, r.comment, r.status,
        (select coalesce(jsonb_agg(l.evidence_id order by l.id), '[]') from response_evidence l
          where l.organization_id = r.organization_id and l.response_id = r.id), r.answered_by, r.option_ids
      from saved r),
    change as (
      select * from jsonb_to_recordset($6::jsonb) as c(section text, dimension text, subdimension text, "weightedSum" bigint,
        weight integer, answered integer, scored integer, "notApplicable" integer, "approvedWeightedSum" bigint,
        "approvedWeight" integer, approved integer, asked integer)),
    added as (
      insert into maturity_scores (organization_id, product_id, user_id, section, dimension, subdimension, weighted_sum,
        weight, answered, scored, not_applicable, approved_weighted_sum, approved_weight, approved, asked)
      select $1, $2, $3, c.section, c.dimension, c.subdimension, c."weightedSum", c.weight, c.answered, c.scored,
        c."notApplicable", c."approvedWeightedSum", c."approvedWeight", c.approved, c.asked
      from change c
      where not exists (select from maturity_scores m where m.product_id = $2 and m.user_id = $3 and m.section = c.section
        and m.dimension = c.dimension and m.subdimension = c.subdimension)),
    summed as (
      update maturity_scores m set weighted_sum = m.weighted_sum + c."weightedSum", weight = m.weight + c.weight,
        answered = m.answered + c.answered, scored = m.scored + c.scored, not_applicable = m.not_applicable + c."notApplicable",
        approved_weighted_sum = m.approved_weighted_sum + c."approvedWeightedSum",
        approved_weight = m.approved_weight + c."approvedWeight", approved = m.approved + c.approved, asked = m.asked + c.asked,
        calculated_at = now()
      from change c where m.product_id = $2 and m.user_id = $3 and m.section = c.section and m.dimension = c.dimension
        and m.subdimension = c.subdimension),
    counted as (
      update answer_sets set answered = answered + ($7::integer[])[1], not_applicable = not_applicable + ($7::integer[])[2],
        draft = draft + ($7::integer[])[3], submitted = submitted + ($7::integer[])[4], approved = approved + ($7::integer[])[5],
        approved_not_applicable = approved_not_applicable + ($7::integer[])[6],
        needs_revision = needs_revision + ($7::integer[])[7], rejected = rejected + ($7::integer[])[8], updated_at = now()
      where product_id = $2 and user_id = $3)
    select count(*)::integer as written from saved`,
};

/**
 * Writes many responses of an answer set with their revisions and what they change in scores and counts, in one statement:
 * what `writeResponse` does for one. The answer set must be locked. Returns how many were written.
 */
export async function writeResponses(
  tx: Tx,
  set: { organizationId: number; productId: number; userId: number; answeredBy: number },
  responses: ImportedResponse[],
  scores: ScoreChange[],
  counts: CountChange,
): Promise<number> {
  const rows = await tx.send<{ written: number }>(writeStatement, [
    set.organizationId,
    set.productId,
    set.userId,
    set.answeredBy,
    JSON.stringify(responses),
    JSON.stringify(scores),
    [
      counts.answered,
      counts.notApplicable,
      counts.draft,
      counts.submitted,
      counts.approved,
      counts.approvedNotApplicable,
      counts.needsRevision,
      counts.rejected,
    ],
  ]);
  return rows[0]!.written;
}
