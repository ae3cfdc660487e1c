import type { Tx } from "@/db/client";
import type { ResponseStatus, ScoreSource } from "@/db/schema/assessment/questionnaire-responses";
import type { SnapshotScore } from "@/db/schema/assessment/snapshots";
import { targetsOfProduct, type TargetRow } from "./plan";
import { scoreColumns, type ScoreRow } from "./write-response";
import { userOrOwner } from "./whose-set";
import type { SnapshotCause } from "./snapshots";

interface SetCountsRow {
  answered: number;
  not_applicable: number;
  draft: number;
  submitted: number;
  approved: number;
  approved_not_applicable: number;
  needs_revision: number;
  rejected: number;
}

interface AnswerSetRow {
  user_id: number;
  name: string;
  answered: number;
}

export interface ResultsRow {
  id: number;
  organization_id: number;
  organization: string;
  name: string;
  owner_id: number;
  is_member: boolean;
  archived: boolean;
  target_level: number | null;
  /** Of sections and dimensions, where they are not `target_level`. */
  targets: TargetRow[];
  questionnaire_version_id: number;
  user_id: number;
  user_name: string;
  calculated_at: Date | null;
  scores: ScoreRow[];
  counts: SetCountsRow | null;
  /** Of the questions with a condition, those that are asked. */
  asked: number[];
  /** All answer sets of the product: the owner's first, then the fullest. */
  sets: AnswerSetRow[];
}

const nameOf = (user: string) =>
  `coalesce(nullif(trim(${user}.first_name || ' ' || ${user}.last_name), ''), ${user}.username)`;

const resultsStatement = {
  name: "product_results",
  text: `select p.id, p.organization_id, o.name as organization, p.name, p.owner_id, p.archived_at is not null as archived,
      exists (select from product_members m where m.product_id = p.id and m.user_id = (select app.actor_id())) as is_member,
      p.target_level, ${targetsOfProduct} as targets, p.questionnaire_version_id, u.id as user_id,
      ${nameOf("u")} as user_name, s.updated_at as calculated_at,
      (select coalesce(json_agg(m), '[]') from (select ${scoreColumns} from maturity_scores
        where product_id = p.id and user_id = u.id) m) as scores,
      case when s.id is not null then json_build_object('answered', s.answered, 'not_applicable', s.not_applicable, 'draft', s.draft,
        'submitted', s.submitted, 'approved', s.approved, 'approved_not_applicable', s.approved_not_applicable,
        'needs_revision', s.needs_revision, 'rejected', s.rejected) end as counts,
      coalesce(s.asked, '{}') as asked,
      (select coalesce(json_agg(a), '[]') from (select t.user_id, ${nameOf("w")} as name, t.answered
        from answer_sets t join users w on w.id = t.user_id where t.product_id = p.id
        order by t.user_id = p.owner_id desc, t.answered desc, t.user_id limit 50) a) as sets
    from products p
    join organizations o on o.id = p.organization_id
    join users u on u.id = ${userOrOwner("p.owner_id")}
    left join answer_sets s on s.product_id = p.id and s.user_id = u.id
    where p.id = $1 and (s.id is not null or u.id = p.owner_id)`,
};

/** A product with the kept sums and counts of one of its answer sets (null: its own), in one statement. */
export async function findResults(tx: Tx, productId: number, userId: number | null): Promise<ResultsRow | undefined> {
  return (await tx.send<ResultsRow>(resultsStatement, [productId, userId]))[0];
}

/** What a snapshot says of one dimension of the place whose trend is asked for. */
interface TrendFigure {
  average: number | null;
  validated: number | null;
}

export interface TrendRow {
  id: number;
  taken_at: string;
  cause: SnapshotCause;
  overall_score: number;
  validated_score: number | null;
  coverage: number;
  /** Of the section or dimension asked for; null where none is. */
  figures: TrendFigure[] | null;
}

export interface SnapshotRow extends TrendRow {
  scores: SnapshotScore[];
}

export interface ProductTrendRow {
  organization_id: number;
  points: TrendRow[];
  /** The newest snapshot of at least a month ago, or else the oldest. */
  earlier: SnapshotRow | null;
  picked: SnapshotRow | null;
}

const trendColumns = "id, taken_at, cause, overall_score, validated_score, coverage";

const trendStatement = {
  name: "product_trend",
  text: `with own as (select p.id, p.organization_id, coalesce($2, p.owner_id) as user_id from products p where p.id = $1)
    select own.organization_id,
      (select coalesce(json_agg(d order by d.taken_at), '[]') from (
        select distinct on (date_trunc('day', taken_at)) ${trendColumns},
          case when $4::text is not null then (
            select coalesce(json_agg(json_build_object('average', e.value -> 'average', 'validated', e.value -> 'validated')), '[]'::json)
            from jsonb_array_elements(s.scores) e
            where e.value ->> 'section' = $4 and ($5::text is null or e.value ->> 'dimension' = $5)) end as figures
        from snapshots s
        where s.organization_id = own.organization_id and s.product_id = own.id and s.user_id = own.user_id
        order by date_trunc('day', taken_at) desc, taken_at desc limit 400) d) as points,
      (select row_to_json(e) from (select ${trendColumns}, scores from snapshots s
        where s.organization_id = own.organization_id and s.product_id = own.id and s.user_id = own.user_id
        order by taken_at <= now() - interval '30 days' desc,
          case when taken_at <= now() - interval '30 days' then taken_at end desc, taken_at limit 1) e) as earlier,
      (select row_to_json(e) from (select ${trendColumns}, scores from snapshots s
        where s.id = $3 and s.product_id = own.id and s.user_id = own.user_id) e) as picked
    from own`,
};

/**
 * An answer set's snapshots, the last of each day, oldest first; one to compare with; and one by its id. With a place, what
 * each point says of that section, or of its dimension by its key.
 */
export async function findTrend(
  tx: Tx,
  productId: number,
  userId: number | null,
  snapshotId: number | null,
  place: { section: string; dimension: string | null } | null = null,
): Promise<ProductTrendRow | undefined> {
  return (
    await tx.send<ProductTrendRow>(trendStatement, [
      productId,
      userId,
      snapshotId,
      place?.section ?? null,
      place?.dimension ?? null,
    ])
  )[0];
}

export interface DimensionResponseRow {
  id: number;
  question_id: number | null;
  question: string;
  subdimension: string;
  weight: number;
  option_position: number | null;
  option_text: string | null;
  answer: string;
  maturity_score: number | null;
  score_source: ScoreSource;
  asked: boolean;
  not_applicable: boolean;
  not_applicable_reason: string;
  status: ResponseStatus;
  answered_by_name: string;
  evidence_count: number;
  updated_at: Date;
}

const dimensionStatement = {
  name: "dimension_responses",
  text: `select r.id, r.question_id, r.question, r.subdimension, r.weight, o.position as option_position, o.text as option_text,
      r.answer, r.maturity_score, r.score_source, r.asked, r.not_applicable, r.not_applicable_reason, r.status, r.updated_at,
      coalesce(${nameOf("u")}, '') as answered_by_name,
      (select count(*) from response_evidence e where e.response_id = r.id) as evidence_count
    from questionnaire_responses r
    left join options o on o.id = r.option_id
    left join users u on u.id = r.answered_by
    where r.product_id = $1 and r.user_id = $2 and r.section = $3 and r.dimension = $4
    order by r.id limit 2000`,
};

/** The responses behind the score of one dimension of an answer set. */
export async function listDimensionResponses(
  tx: Tx,
  set: { productId: number; userId: number },
  dimension: { section: string; title: string },
): Promise<DimensionResponseRow[]> {
  return tx.send<DimensionResponseRow>(dimensionStatement, [
    set.productId,
    set.userId,
    dimension.section,
    dimension.title,
  ]);
}
