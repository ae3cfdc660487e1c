import type { Tx } from "@/db/client";
import { scoreColumns, type ScoreRow } from "./write-response";

/** A target of a section or, with `dimension`, of a dimension. `level` is 0 to 5. */
export interface TargetRow {
  section: string;
  dimension: string;
  level: number;
}

/** An answer of the product's own set to a question of its questionnaire. */
interface PlanAnswerRow {
  question_id: number;
  maturity_score: number | null;
  not_applicable: boolean;
  answered: boolean;
}

export interface PlanRow {
  id: number;
  organization_id: number;
  organization: string;
  name: string;
  owner_id: number;
  is_member: boolean;
  archived: boolean;
  target_level: number | null;
  version: number;
  questionnaire_version_id: number;
  scores: ScoreRow[];
  answers: PlanAnswerRow[];
  /** Of the questions with a condition, those that are asked. */
  asked: number[];
  targets: TargetRow[];
}

/** SQL of the targets that a product `p` has beside its `target_level`, as JSON. */
export const targetsOfProduct = `(select coalesce(json_agg(json_build_object('section', t.section, 'dimension', t.dimension, 'level', t.level)
    order by t.id), '[]') from targets t where t.organization_id = p.organization_id and t.product_id = p.id)`;

const planStatement = {
  name: "product_plan",
  text: `select p.id, p.organization_id, o.name as organization, p.name, p.owner_id, p.archived_at is not null as archived,
      exists (select from product_members m where m.product_id = p.id and m.user_id = (select app.actor_id())) as is_member,
      p.target_level, p.version, p.questionnaire_version_id, ${targetsOfProduct} as targets,
      (select coalesce(json_agg(m), '[]') from (select ${scoreColumns} from maturity_scores
        where product_id = p.id and user_id = p.owner_id) m) as scores,
      (select coalesce(json_agg(json_build_object('question_id', r.question_id, 'maturity_score', r.maturity_score,
        'not_applicable', r.not_applicable, 'answered', r.option_id is not null or r.answer <> '' or r.maturity_score is not null)), '[]') from questionnaire_responses r
        where r.organization_id = p.organization_id and r.product_id = p.id and r.user_id = p.owner_id
          and r.question_id is not null and r.dropped_at is null) as answers,
      (select coalesce(json_agg(a), '[]') from answer_sets s, unnest(s.asked) a where s.product_id = p.id and s.user_id = p.owner_id) as asked
    from products p join organizations o on o.id = p.organization_id where p.id = $1`,
};

/** A product with all that findings and projections are made of: scores, answers and targets, in one statement. */
export async function findPlan(tx: Tx, productId: number): Promise<PlanRow | undefined> {
  return (await tx.send<PlanRow>(planStatement, [productId]))[0];
}

const replaceStatement = {
  name: "replace_targets",
  text: `with wanted as (
      select * from jsonb_to_recordset($3::jsonb) as w(section text, dimension text, level real)),
    gone as (
      delete from targets t where t.organization_id = $1 and t.product_id = $2
        and not exists (select from wanted w where w.section = t.section and w.dimension = t.dimension))
    insert into targets as t (organization_id, product_id, section, dimension, level)
    select $1, $2, section, dimension, level from wanted
    on conflict (product_id, section, dimension) do update set level = excluded.level where t.level <> excluded.level`,
};

/** Makes these the targets of a product, each changed only where it differs. */
export async function replaceTargets(
  tx: Tx,
  product: { id: number; organizationId: number },
  targets: readonly TargetRow[],
): Promise<void> {
  await tx.send(replaceStatement, [product.organizationId, product.id, JSON.stringify(targets)]);
}

const filesStatement = {
  name: "list_plan_files",
  text: `select e.id, e.filename, e.size from evidence e where e.organization_id = $1 and e.id in (
      select l.evidence_id from response_evidence l
      join questionnaire_responses r on r.organization_id = l.organization_id and r.id = l.response_id
      where r.organization_id = $1 and r.product_id = $2)
    order by e.id desc limit 500`,
};

/** The files that support answers about a product, the newest first (500 at most). */
export async function listPlanFiles(tx: Tx, product: { id: number; organizationId: number }) {
  const values = [product.organizationId, product.id];
  return tx.send<{ id: number; filename: string; size: number }>(filesStatement, values);
}
