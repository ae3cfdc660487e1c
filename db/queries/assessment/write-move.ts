import type { Tx } from "@/db/client";
import { modelScores } from "./model-scores";
import type { CountChange, ScoreRow, WrittenResponse } from "./write-response";

type Untouched =
  | "organizationId"
  | "productId"
  | "userId"
  | "answerSetId"
  | "comment"
  | "answeredBy"
  | "evidenceIds"
  | "newEvidenceIds";

/** A response as a move leaves it, bound to a question of the later version. */
export interface MovedResponse extends Omit<WrittenResponse, Untouched> {
  id: number;
  questionId: number;
  /** The question it answered; null: a free one. */
  movedFrom: number | null;
}

/** An answer set as a move leaves it: counts, what is asked, and the sums of every place. */
export interface MovedSet {
  userId: number;
  counts: CountChange;
  asked: number[];
  lastQuestionId: number | null;
  scores: ScoreRow[];
}

export interface Move {
  organizationId: number;
  productId: number;
  versionId: number;
  /** Whether the version has another model than the mean. */
  modelled: boolean;
  moved: readonly MovedResponse[];
  /** Responses to questions that are no more. */
  dropped: readonly number[];
  sets: readonly MovedSet[];
}

// $1 organization, $2 product, $3 version, $4 moved, $5 dropped, $6 sets. An answer that is to be confirmed waits for nobody.
const answersStatement = {
  name: "move_answers",
  text: `with given as (
      select * from jsonb_to_recordset($4::jsonb) as g(id integer, "movedFrom" integer, "questionId" integer, question text, section text,
        dimension text, subdimension text, weight integer, "optionId" integer, "optionIds" integer[], answer text, "maturityScore" real,
        "scoreSource" text, reasons jsonb, "notApplicable" boolean, "notApplicableReason" text, asked boolean, status text)),
    moved as (
      update questionnaire_responses r set question_id = g."questionId", question = g.question, section = g.section,
        dimension = g.dimension, subdimension = g.subdimension, weight = g.weight, option_id = g."optionId",
        option_ids = g."optionIds", answer = g.answer, maturity_score = g."maturityScore", score_source = g."scoreSource",
        reasons = nullif(g.reasons, 'null'::jsonb), not_applicable = g."notApplicable",
        not_applicable_reason = g."notApplicableReason", asked = g.asked,
        submitted_at = case when g.status = r.status then r.submitted_at end,
        reviewed_at = case when g.status = r.status or r.status in ('needs_revision', 'rejected') then r.reviewed_at end,
        status = g.status, version = r.version + 1, updated_at = now()
      from given g where r.id = g.id and r.organization_id = $1 and r.product_id = $2
      returning r.*, g."movedFrom" as moved_from),
    revisions as (
      insert into response_revisions (organization_id, response_id, version, option_id, answer, maturity_score, score_source,
        not_applicable, not_applicable_reason, comment, status, evidence_ids, answered_by, option_ids, moved, moved_from)
      select r.organization_id, r.id, r.version, r.option_id, r.answer, r.maturity_score, r.score_source, r.not_applicable,
        r.not_applicable_reason, r.comment, r.status,
        (select coalesce(jsonb_agg(l.evidence_id order by l.id), '[]') from response_evidence l
          where l.organization_id = r.organization_id and l.response_id = r.id), r.answered_by, r.option_ids, true, r.moved_from
      from moved r),
    dropped as (
      update questionnaire_responses set dropped_at = now(), asked = false
      where organization_id = $1 and product_id = $2 and id = any ($5::integer[])),
    set_given as (
      select * from jsonb_to_recordset($6::jsonb) as g("userId" integer, counts jsonb, asked integer[], "lastQuestionId" integer)),
    sets as (
      update answer_sets s set questionnaire_version_id = $3, asked = g.asked, last_question_id = g."lastQuestionId",
        answered = (g.counts ->> 'answered')::integer, not_applicable = (g.counts ->> 'notApplicable')::integer,
        draft = (g.counts ->> 'draft')::integer, submitted = (g.counts ->> 'submitted')::integer,
        approved = (g.counts ->> 'approved')::integer,
        approved_not_applicable = (g.counts ->> 'approvedNotApplicable')::integer,
        needs_revision = (g.counts ->> 'needsRevision')::integer, rejected = (g.counts ->> 'rejected')::integer, updated_at = now()
      from set_given g where s.organization_id = $1 and s.product_id = $2 and s.user_id = g."userId")
    update products set questionnaire_version_id = $3, version = version + 1, updated_at = now() where organization_id = $1 and id = $2`,
};

// $1 organization, $2 product, $3 sums, $4 whether a model stands beside them
const sumsStatement = {
  name: "move_sums",
  text: `with given as (
      select * from jsonb_to_recordset($3::jsonb) as g(user_id integer, section text, dimension text, subdimension text,
        weighted_sum bigint, weight integer, answered integer, scored integer, not_applicable integer, approved_weighted_sum bigint,
        approved_weight integer, approved integer, asked integer)),
    gone as (
      delete from maturity_scores m where m.organization_id = $1 and m.product_id = $2 and not exists (
        select from given g where g.user_id = m.user_id and g.section = m.section and g.dimension = m.dimension
          and g.subdimension = m.subdimension))
    insert into maturity_scores as m (organization_id, product_id, user_id, section, dimension, subdimension, weighted_sum, weight,
      answered, scored, not_applicable, approved_weighted_sum, approved_weight, approved, asked)
    select $1, $2, user_id, section, dimension, subdimension, weighted_sum, weight, answered, scored, not_applicable,
      approved_weighted_sum, approved_weight, approved, asked from given
    on conflict (product_id, user_id, section, dimension, subdimension) do update set weighted_sum = excluded.weighted_sum,
      weight = excluded.weight, answered = excluded.answered, scored = excluded.scored, not_applicable = excluded.not_applicable,
      approved_weighted_sum = excluded.approved_weighted_sum, approved_weight = excluded.approved_weight,
      approved = excluded.approved, asked = excluded.asked, modelled = m.modelled and $4,
      model_score = case when $4 then m.model_score end, approved_model_score = case when $4 then m.approved_model_score end,
      calculated_at = now()`,
};

// $1 organization, $2 product, $3 version
const modelStatement = {
  name: "move_model_scores",
  text: `with ${modelScores("select organization_id, product_id, user_id, $3::integer as version_id from answer_sets where organization_id = $1 and product_id = $2")}
    insert into maturity_scores as m (organization_id, product_id, user_id, section, dimension, subdimension, modelled, model_score, approved_model_score)
    select organization_id, product_id, user_id, section, dimension, subdimension, true, model_score, approved_model_score from modelled
    on conflict (product_id, user_id, section, dimension, subdimension) do update set modelled = true,
      model_score = excluded.model_score, approved_model_score = excluded.approved_model_score, calculated_at = now()`,
};

/** Binds the answers of a product to another version, with their sums and counts: at most three statements. All must be locked. */
export async function writeMove(tx: Tx, move: Move): Promise<void> {
  const { organizationId, productId, versionId, modelled, moved, dropped, sets } = move;
  const counts = sets.map(({ scores: _, ...set }) => set);
  const sums = sets.flatMap(({ userId, scores }) => scores.map((row) => ({ user_id: userId, ...row })));
  const answers = [organizationId, productId, versionId, JSON.stringify(moved), dropped, JSON.stringify(counts)];
  await tx.send(answersStatement, answers);
  await tx.send(sumsStatement, [organizationId, productId, JSON.stringify(sums), modelled]);
  if (modelled) await tx.send(modelStatement, [organizationId, productId, versionId]);
}

/** What refers to the earlier version's questions and sections, each with its place in the later one; null: there is none. */
export interface MovedReferences {
  assignments: readonly { id: number; sectionId: number | null; questionId: number | null }[];
  actions: readonly { id: number; questionId: number | null }[];
  requests: readonly { id: number; questionId: number | null }[];
}

// $1 organization, $2 assignments, $3 links of actions, $4 requests, $5 why an open request is closed
const referencesStatement = {
  name: "move_references",
  text: `with assigned as (
      select * from jsonb_to_recordset($2::jsonb) as g(id integer, "sectionId" integer, "questionId" integer)),
    moved_assignments as (
      update question_assignments a set section_id = g."sectionId", question_id = g."questionId", updated_at = now()
      from assigned g where a.organization_id = $1 and a.id = g.id and num_nonnulls(g."sectionId", g."questionId") = 1),
    gone_assignments as (
      delete from question_assignments a using assigned g
      where a.organization_id = $1 and a.id = g.id and num_nonnulls(g."sectionId", g."questionId") = 0),
    planned as (select * from jsonb_to_recordset($3::jsonb) as g(id integer, "questionId" integer)),
    moved_actions as (
      update action_questions q set question_id = g."questionId" from planned g
      where q.organization_id = $1 and q.id = g.id and g."questionId" is not null),
    gone_actions as (
      delete from action_questions q using planned g where q.organization_id = $1 and q.id = g.id and g."questionId" is null),
    wanted as (select * from jsonb_to_recordset($4::jsonb) as g(id integer, "questionId" integer))
    update evidence_requests e set question_id = case when g."questionId" is null then e.question_id else g."questionId" end,
      status = case when g."questionId" is null and e.status = 'open' then 'withdrawn' else e.status end,
      resolved_by = case when g."questionId" is null and e.status = 'open' then (select app.actor_id()) else e.resolved_by end,
      resolved_at = case when g."questionId" is null and e.status = 'open' then now() else e.resolved_at end,
      resolution = case when g."questionId" is null and e.status = 'open' then $5 else e.resolution end,
      version = e.version + 1, updated_at = now()
    from wanted g where e.organization_id = $1 and e.id = g.id and (g."questionId" is not null or e.status = 'open')`,
};

/** Takes assignments, planned questions and requests for evidence along; those of questions that are no more end. */
export async function moveReferences(tx: Tx, organizationId: number, references: MovedReferences, why: string) {
  const { assignments, actions, requests } = references;
  const values = [JSON.stringify(assignments), JSON.stringify(actions), JSON.stringify(requests)];
  await tx.send(referencesStatement, [organizationId, ...values, why]);
}
