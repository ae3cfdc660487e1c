import type { Statement, Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";
import { overallScores } from "./overall-score";
import { scoreColumns, type ScoreRow } from "./write-response";

/** A questionnaire that products within reach use, with its versions among them. */
export interface PortfolioQuestionnaireRow {
  id: number;
  title: string;
  products: number;
  /** The newest version in use. */
  newest_version_id: number;
}

const questionnairesStatement = {
  name: "list_portfolio_questionnaires",
  text: `select n.id, n.title, count(*)::integer as products, max(v.id) as newest_version_id
    from products p join questionnaire_versions v on v.id = p.questionnaire_version_id join questionnaires n on n.id = v.questionnaire_id
    where p.archived_at is null and ($1::integer is null or p.organization_id = $1)
    group by n.id order by products desc, n.id limit 100`,
};

/** The questionnaires of the products within reach, or of one organization's, the most used first. */
export async function listPortfolioQuestionnaires(tx: Tx, organizationId: number | null) {
  return tx.send<PortfolioQuestionnaireRow>(questionnairesStatement, [organizationId]);
}

/** A product with the sums of its own answer set, where it stood before, and its course. */
export interface PortfolioRow {
  id: number;
  name: string;
  organization_id: number;
  organization: string;
  owner: string;
  questionnaire_version_id: number;
  target_level: number | null;
  round: number;
  round_closed: boolean;
  counts: Record<
    | "answered"
    | "notApplicable"
    | "draft"
    | "submitted"
    | "approved"
    | "approvedNotApplicable"
    | "needsRevision"
    | "rejected",
    number
  >;
  scores: ScoreRow[];
  /** The close of the round before, or else the first snapshot. */
  base: { overall_score: number; taken_at: string; cause: string } | null;
  /** The last snapshot of each of the last twelve days that have one, oldest first. */
  course: number[];
  /** What the list is sorted by: two texts, or a number. */
  key_text: string;
  key_name: string;
  key_number: number;
}

export const portfolioSorts = ["name", "overall", "coverage", "approved", "change", "section"] as const;
type PortfolioSort = (typeof portfolioSorts)[number];

const applicable = "greatest(1, v.questions_count - case when s.id is null then 0 else s.not_applicable end)";
const base = `select t.overall_score, t.taken_at, t.cause from snapshots t
  where t.organization_id = p.organization_id and t.product_id = p.id and t.user_id = p.owner_id
  order by t.cause = 'close' and t.round < p.round desc,
    case when t.cause = 'close' and t.round < p.round then t.taken_at end desc nulls last, t.taken_at limit 1`;
const filter = `p.archived_at is null and v.questionnaire_id = $1 and ($2::integer is null or p.organization_id = $2)`;
const overall = overallScores("$2::integer is null or m.organization_id = $2");

/** What each numeric sort orders by, descending; -9 stands for "none" and comes last. $3 is the section. */
const numbers: Record<Exclude<PortfolioSort, "name">, { join: string; value: string }> = {
  overall: {
    join: `left join ${overall} x on x.product_id = p.id and x.user_id = p.owner_id`,
    value: "coalesce(x.overall, -9)",
  },
  coverage: { join: "", value: `case when s.id is null then 0 else s.answered::double precision / ${applicable} end` },
  approved: {
    join: "",
    value: `case when s.id is null then 0 else (s.approved - s.approved_not_applicable)::double precision / ${applicable} end`,
  },
  change: {
    join: `left join ${overall} x on x.product_id = p.id and x.user_id = p.owner_id left join lateral (${base}) b on true`,
    value: "coalesce(x.overall - b.overall_score, -9)",
  },
  section: {
    join: `left join (select m.product_id, m.user_id, avg(m.score) as score from maturity_scores m
      where m.subdimension = '' and m.section = $3 group by m.product_id, m.user_id) x
      on x.product_id = p.id and x.user_id = p.owner_id`,
    value: "coalesce(x.score, -9)",
  },
};

const from = `products p
  join questionnaire_versions v on v.id = p.questionnaire_version_id
  join organizations o on o.id = p.organization_id
  left join answer_sets s on s.product_id = p.id and s.user_id = p.owner_id`;

// $4 and $5 the texts of the last row before, $6 its number, $7 its id, $8 how many
const page = (sort: PortfolioSort) =>
  sort === "name"
    ? `select p.id, lower(o.name) as key_text, lower(p.name) as key_name, 0::double precision as key_number
        from ${from} where ${filter} and $3::text is null and $6::double precision is null
          and ($7::integer is null or (lower(o.name), lower(p.name), p.id) > ($4::text, $5::text, $7))
        order by lower(o.name), lower(p.name), p.id limit $8`
    : `select k.* from (
          select p.id, '' as key_text, '' as key_name, (${numbers[sort].value})::double precision as key_number
          from ${from} ${numbers[sort].join} where ${filter} and ($3::text is null or $3 <> '')) k
        where $4::text is null and $5::text is null and ($7::integer is null or (k.key_number, k.id) < ($6::double precision, $7))
        order by k.key_number desc, k.id desc limit $8`;

const textOf = (sort: PortfolioSort) => `with page as materialized (${page(sort)})
  select p.id, p.name, p.organization_id, o.name as organization, p.questionnaire_version_id, p.target_level, p.round, p.round_closed,
    ${personName("u")} as owner,
    json_build_object('answered', coalesce(s.answered, 0), 'notApplicable', coalesce(s.not_applicable, 0),
      'draft', coalesce(s.draft, 0), 'submitted', coalesce(s.submitted, 0), 'approved', coalesce(s.approved, 0),
      'approvedNotApplicable', coalesce(s.approved_not_applicable, 0), 'needsRevision', coalesce(s.needs_revision, 0),
      'rejected', coalesce(s.rejected, 0)) as counts,
    (select coalesce(json_agg(m), '[]') from (select ${scoreColumns} from maturity_scores
      where product_id = p.id and user_id = p.owner_id) m) as scores,
    (select row_to_json(b) from (${base}) b) as base,
    (select coalesce(json_agg(d.overall_score order by d.taken_at), '[]') from (
      select distinct on (date_trunc('day', t.taken_at)) t.taken_at, t.overall_score from snapshots t
      where t.organization_id = p.organization_id and t.product_id = p.id and t.user_id = p.owner_id
      order by date_trunc('day', t.taken_at) desc, t.taken_at desc limit 12) d) as course,
    k.key_text, k.key_name, k.key_number
  from page k join products p on p.id = k.id join organizations o on o.id = p.organization_id
  left join users u on u.id = p.owner_id
  left join answer_sets s on s.product_id = p.id and s.user_id = p.owner_id
  order by k.key_text, k.key_name, k.key_number desc, case when $3::text is null and k.key_text <> '' then k.id end, k.id desc`;

const statements = Object.fromEntries(
  portfolioSorts.map((sort) => [sort, { name: `list_portfolio_by_${sort}`, text: textOf(sort) }]),
) as Record<PortfolioSort, Statement>;

export interface PortfolioFilter {
  questionnaireId: number;
  organizationId: number | null;
  sort: PortfolioSort;
  /** The section's title, where the list is sorted by one. */
  section: string | null;
  after: { text: string; name: string; number: number; id: number } | null;
  limit: number;
}

/** One page of the products of one questionnaire within reach. */
export async function listPortfolioRows(tx: Tx, filter: PortfolioFilter): Promise<PortfolioRow[]> {
  const { questionnaireId, organizationId, sort, section, after, limit } = filter;
  const byName = sort === "name";
  return tx.send<PortfolioRow>(statements[sort], [
    questionnaireId,
    organizationId,
    sort === "section" ? section : null,
    byName ? (after?.text ?? null) : null,
    byName ? (after?.name ?? null) : null,
    byName ? null : (after?.number ?? null),
    after?.id ?? null,
    limit,
  ]);
}
