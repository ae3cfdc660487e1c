import type { Tx } from "@/db/client";
import type { ResponseStatus, ScoreSource } from "@/db/schema/assessment/questionnaire-responses";

/** A response as a save leaves it. */
export interface WrittenResponse {
  /** Null: it is new. */
  id: number | null;
  organizationId: number;
  productId: number;
  userId: number;
  answerSetId: number;
  questionId: number | null;
  question: string;
  section: string;
  dimension: string;
  subdimension: string;
  weight: number;
  optionId: number | null;
  optionIds: number[] | null;
  answer: string;
  maturityScore: number | null;
  scoreSource: ScoreSource;
  reasons: string[] | null;
  notApplicable: boolean;
  notApplicableReason: string;
  asked: boolean;
  comment: string;
  status: ResponseStatus;
  answeredBy: number;
  /** All evidence of the response after the save, and which of it is linked now. */
  evidenceIds: number[];
  newEvidenceIds: number[];
}

/** By how much sums of maturity_scores change; see lib/assessment/scoring.ts. */
export interface ScoreChange {
  section: string;
  dimension: string;
  subdimension: string;
  weightedSum: number;
  weight: number;
  answered: number;
  scored: number;
  notApplicable: number;
  approvedWeightedSum: number;
  approvedWeight: number;
  approved: number;
  /** Of questions with a condition: how many more are asked. */
  asked: number;
}

export interface CountChange {
  answered: number;
  notApplicable: number;
  draft: number;
  submitted: number;
  approved: number;
  approvedNotApplicable: number;
  needsRevision: number;
  rejected: number;
}

/** A row of maturity_scores, as sums. */
export interface ScoreRow {
  section: string;
  dimension: string;
  subdimension: string;
  weighted_sum: number;
  weight: number;
  answered: number;
  scored: number;
  not_applicable: number;
  approved_weighted_sum: number;
  approved_weight: number;
  approved: number;
  /** How many questions are asked here because their condition is met. */
  asked: number;
  /** What the questionnaire's model makes of it, 0–5; null under the model `mean`, and where nothing is applicable. */
  model_score: number | null;
  approved_model_score: number | null;
}

export const scoreColumns =
  "section, dimension, subdimension, weighted_sum, weight, answered, scored, not_applicable, approved_weighted_sum, approved_weight, approved, asked, model_score, approved_model_score";

// $1 id, $2 organization, $3 product, $4 user, $5 question id, $6 question, $7–9 titles, $10 weight, $11 option, $12 answer,
// $13 score, $14 source, $15 reasons, $16 n/a, $17 its reason, $18 comment, $19 status, $20 answered by, $21 evidence ids,
// $22 newly linked, $23 answer set, $24 score changes, $25 count changes, $26 options,
// $27 asked
const insert = `insert into questionnaire_responses (organization_id, product_id, user_id, question_id, question, section, dimension,
    subdimension, weight, option_id, answer, maturity_score, score_source, reasons, not_applicable, not_applicable_reason,
    comment, status, answered_by, option_ids, asked, submitted_at)
  select $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15::jsonb, $16, $17, $18, $19, $20, $26::integer[], $27,
    case when $19 = 'submitted' then now() end where $1::integer is null
  returning id, version, updated_at`;
const update = `update questionnaire_responses set section = $7, dimension = $8, subdimension = $9, weight = $10, option_id = $11,
    answer = $12, maturity_score = $13, score_source = $14, reasons = $15::jsonb, not_applicable = $16, not_applicable_reason = $17,
    comment = $18, submitted_at = case when $19 = 'submitted' then case when status = 'submitted' then submitted_at else now() end end,
    status = $19, answered_by = $20, option_ids = $26::integer[], asked = $27, version = version + 1, updated_at = now()
  where id = $1 and product_id = $3 and user_id = $4 and question_id is not distinct from $5 and question = $6 and organization_id = $2
  returning id, version, updated_at`;

const writeText = (write: string) => `with saved as (${write}),
  revision as (
    insert into response_revisions (organization_id, response_id, version, option_id, answer, maturity_score, score_source,
      not_applicable, not_applicable_reason, comment, status, evidence_ids, answered_by, option_ids)
    select $2, id, version, $11, $12, $13, $14, $16, $17, $18, $19, $21::jsonb, $20, $26::integer[] from saved),
  linked as (
    insert into response_evidence (organization_id, response_id, evidence_id, added_by)
    select $2, saved.id, e, $20 from saved, unnest($22::integer[]) e),
  change as (
    select * from jsonb_to_recordset($24::jsonb) as c(section text, dimension text, subdimension text, "weightedSum" bigint,
      weight integer, answered integer, scored integer, "notApplicable" integer, "approvedWeightedSum" bigint,
      "approvedWeight" integer, approved integer, asked integer)),
  changed as (
    update maturity_scores m set weighted_sum = m.weighted_sum + c."weightedSum", weight = m.weight + c.weight,
      answered = m.answered + c.answered, scored = m.scored + c.scored, not_applicable = m.not_applicable + c."notApplicable",
      approved_weighted_sum = m.approved_weighted_sum + c."approvedWeightedSum",
      approved_weight = m.approved_weight + c."approvedWeight", approved = m.approved + c.approved, asked = m.asked + c.asked,
      calculated_at = now()
    from change c where m.product_id = $3 and m.user_id = $4 and m.section = c.section and m.dimension = c.dimension
      and m.subdimension = c.subdimension
    returning m.*),
  added as (
    insert into maturity_scores (organization_id, product_id, user_id, section, dimension, subdimension, weighted_sum, weight,
      answered, scored, not_applicable, approved_weighted_sum, approved_weight, approved, asked)
    select $2, $3, $4, c.section, c.dimension, c.subdimension, c."weightedSum", c.weight, c.answered, c.scored,
      c."notApplicable", c."approvedWeightedSum", c."approvedWeight", c.approved, c.asked
    from change c where not exists (select from maturity_scores m where m.product_id = $3 and m.user_id = $4
      and m.section = c.section and m.dimension = c.dimension and m.subdimension = c.subdimension)
    returning *),
  counted as (
    update answer_sets set answered = answered + ($25::integer[])[1], not_applicable = not_applicable + ($25::integer[])[2],
      draft = draft + ($25::integer[])[3], submitted = submitted + ($25::integer[])[4], approved = approved + ($25::integer[])[5],
      approved_not_applicable = approved_not_applicable + ($25::integer[])[6],
      needs_revision = needs_revision + ($25::integer[])[7], rejected = rejected + ($25::integer[])[8],
      last_question_id = coalesce($5, last_question_id), updated_at = now()
    where id = $23 and (last_question_id is distinct from coalesce($5, last_question_id) or $25::integer[] <> '{0,0,0,0,0,0,0,0}'))
  select saved.id, saved.version, saved.updated_at, (
    select coalesce(json_agg(s), '[]') from (
      select ${scoreColumns} from changed union all select ${scoreColumns} from added union all
      select ${scoreColumns} from maturity_scores m where m.product_id = $3 and m.user_id = $4
        and not exists (select from change c where m.section = c.section and m.dimension = c.dimension and m.subdimension = c.subdimension)
    ) s) as scores
  from saved`;

const insertStatement = { name: "insert_response", text: writeText(insert) };
const updateStatement = { name: "update_response", text: writeText(update) };

export interface SavedRow {
  id: number;
  version: number;
  updated_at: Date;
  scores: ScoreRow[];
}

/**
 * Writes a response, its revision, its evidence links and what it changes in the scores and counts, in one statement. The
 * answer set must be locked. Returns all score rows of the set as they then stand.
 */
export async function writeResponse(
  tx: Tx,
  r: WrittenResponse,
  scoreChanges: ScoreChange[],
  counts: CountChange,
): Promise<SavedRow> {
  const rows = await tx.send<SavedRow>(r.id === null ? insertStatement : updateStatement, [
    r.id,
    r.organizationId,
    r.productId,
    r.userId,
    r.questionId,
    r.question,
    r.section,
    r.dimension,
    r.subdimension,
    r.weight,
    r.optionId,
    r.answer,
    r.maturityScore,
    r.scoreSource,
    r.reasons === null ? null : JSON.stringify(r.reasons),
    r.notApplicable,
    r.notApplicableReason,
    r.comment,
    r.status,
    r.answeredBy,
    JSON.stringify(r.evidenceIds),
    r.newEvidenceIds,
    r.answerSetId,
    JSON.stringify(scoreChanges),
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
    r.optionIds,
    r.asked,
  ]);
  return rows[0]!;
}
