import type { Statement, Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";
import { askedCount } from "./asked-count";
import type { CountChange } from "./write-response";

/** A product with the counts and averages of its own answer set, the owner's. */
export interface ProductRow {
  id: number;
  organization_id: number;
  organization: string;
  name: string;
  /** The name as lists sort it. */
  sort_name: string;
  description: string;
  url: string;
  language: string;
  cloud_platform: string;
  cicd_platform: string;
  owner_id: number;
  owner: string;
  questionnaire_version_id: number;
  questionnaire: string;
  /** How many questions are asked: those whose condition is not met are not. */
  asked_count: number;
  target_level: number | null;
  version: number;
  archived_at: Date | null;
  round: number;
  round_closed: boolean;
  created_at: Date;
  updated_at: Date;
  /** When an answer last changed what is counted; null before the first. */
  answered_at: Date | null;
  last_question_id: number | null;
  is_member: boolean;
  counts: CountChange;
  /** Average (0–5) of every dimension that has one. */
  averages: number[];
}

const columns = `p.id, p.organization_id, coalesce(o.name, '') as organization, p.name, lower(p.name) as sort_name, p.description, p.url, p.language,
  p.cloud_platform, p.cicd_platform, p.owner_id, ${personName("u")} as owner, p.questionnaire_version_id,
  n.title || ' ' || v.version as questionnaire, ${askedCount} as asked_count, p.target_level, p.version, p.archived_at, p.round, p.round_closed, p.created_at,
  p.updated_at, s.updated_at as answered_at, s.last_question_id,
  exists (select from product_members m where m.product_id = p.id and m.user_id = (select app.actor_id())) as is_member,
  json_build_object('answered', coalesce(s.answered, 0), 'notApplicable', coalesce(s.not_applicable, 0),
    'draft', coalesce(s.draft, 0), 'submitted', coalesce(s.submitted, 0), 'approved', coalesce(s.approved, 0),
    'approvedNotApplicable', coalesce(s.approved_not_applicable, 0), 'needsRevision', coalesce(s.needs_revision, 0),
    'rejected', coalesce(s.rejected, 0)) as counts,
  (select coalesce(json_agg(m.score), '[]') from maturity_scores m where m.product_id = p.id and m.user_id = p.owner_id
    and m.subdimension = '' and m.score is not null) as averages`;
const tables = `products p
  join questionnaire_versions v on v.id = p.questionnaire_version_id join questionnaires n on n.id = v.questionnaire_id
  left join organizations o on o.id = p.organization_id left join users u on u.id = p.owner_id
  left join answer_sets s on s.product_id = p.id and s.user_id = p.owner_id`;

/** What a select of product rows (ProductRow) asks for, and from where: `p` the product, `s` its own answer set. */
export const productRows = { columns, tables };

const findStatement = { name: "find_product", text: `select ${columns} from ${tables} where p.id = $1` };

/** A product within reach. */
export async function findProduct(tx: Tx, id: number): Promise<ProductRow | undefined> {
  return (await tx.send<ProductRow>(findStatement, [id]))[0];
}

// The same decision as lib/assessment/product-status.ts; a test holds the two together.
const status = `case
  when coalesce(s.answered + s.not_applicable, 0) = 0 then 'not_started'
  when s.submitted > 0 then 'in_review'
  when s.answered < ${askedCount} - s.not_applicable then 'in_progress'
  when s.approved - s.approved_not_applicable >= ${askedCount} - s.not_applicable and s.needs_revision + s.rejected = 0 then 'completed'
  when s.draft = 0 and s.approved + s.needs_revision + s.rejected > 0 then 'reviewed'
  else 'filled' end`;

const listText = (order: string, after: string) => `select ${columns} from ${tables}
  where (p.archived_at is not null) = $1 and ($2::integer is null or p.organization_id = $2)
    and ($3::text is null or ${status} = $3) and ($4::text is null or p.search @@ to_tsquery('simple', $4))
    and ($5::integer is null or ${after})
  order by ${order} limit $7`;

const listStatements: Record<ProductFilter["sort"], Statement> = {
  name: {
    name: "list_products_by_name",
    text: listText("lower(p.name), p.id", "(lower(p.name), p.id) > ($6::text, $5)"),
  },
  newest: { name: "list_products_newest", text: listText("p.id desc", "$6::text is not null and p.id < $5") },
};

export interface ProductFilter {
  archived: boolean;
  organizationId: number | null;
  status: string | null;
  /** A tsquery, or null for all. */
  words: string | null;
  sort: "name" | "newest";
  /** The last row of the page before: its id and sort name. */
  after: { id: number; name: string } | null;
  limit: number;
}

/** One page of the products within reach. */
export async function listProductRows(tx: Tx, filter: ProductFilter): Promise<ProductRow[]> {
  const { archived, organizationId, status: wanted, words, sort, after, limit } = filter;
  const values = [archived, organizationId, wanted, words, after?.id ?? null, after?.name ?? null, limit];
  return tx.send<ProductRow>(listStatements[sort], values);
}
