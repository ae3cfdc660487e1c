import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";
import type { ResponseRow } from "./answer-set";
import type { TargetRow } from "./plan";
import { scoreColumns, type ScoreRow } from "./write-response";

/** A product that may be moved to another version of its questionnaire. */
export interface MoveProductRow {
  id: number;
  organization_id: number;
  organization: string;
  name: string;
  owner_id: number;
  is_member: boolean;
  archived: boolean;
  round: number;
  round_closed: boolean;
  questionnaire_version_id: number;
  questionnaire: string;
  version: string;
  /** Published versions after the product's own, the newest first. */
  newer: { id: number; version: string }[];
}

/** SQL of the published versions after the version `v`, the newest first, as JSON. */
const newerVersions = `(select coalesce(json_agg(json_build_object('id', w.id, 'version', w.version) order by w.id desc), '[]')
    from questionnaire_versions w where w.questionnaire_id = v.questionnaire_id and w.status = 'published' and w.id > v.id)`;

// Not `for update`: who judges holds an answer set and then refers to the product, which must not wait for us.
const lockProductStatement = {
  name: "lock_product_to_move",
  text: "select id from products where id = $1 for no key update",
};
const lockSetsStatement = {
  name: "lock_sets_to_move",
  text: "select id from answer_sets where product_id = $1 order by id for update",
};
const productStatement = {
  name: "find_product_to_move",
  text: `select p.id, p.organization_id, o.name as organization, p.name, p.owner_id, p.archived_at is not null as archived,
      exists (select from product_members m where m.product_id = p.id and m.user_id = (select app.actor_id())) as is_member,
      p.round, p.round_closed, p.questionnaire_version_id, n.title as questionnaire, v.version, ${newerVersions} as newer
    from products p join organizations o on o.id = p.organization_id
    join questionnaire_versions v on v.id = p.questionnaire_version_id join questionnaires n on n.id = v.questionnaire_id
    where p.id = $1`,
};

export async function findMoveProduct(tx: Tx, productId: number): Promise<MoveProductRow | undefined> {
  return (await tx.send<MoveProductRow>(productStatement, [productId]))[0];
}

/** The same, locked against saves, verdicts, rounds and other moves until the transaction ends. */
export async function lockMoveProduct(tx: Tx, productId: number): Promise<MoveProductRow | undefined> {
  // Sent together: what the first two wait for, the third sees.
  const [, , row] = await Promise.all([
    tx.send(lockProductStatement, [productId]),
    tx.send(lockSetsStatement, [productId]),
    findMoveProduct(tx, productId),
  ]);
  return row;
}

const newestStatement = {
  name: "find_newer_version",
  text: `select w.id, w.version from questionnaire_versions v
    join questionnaire_versions w on w.questionnaire_id = v.questionnaire_id and w.status = 'published' and w.id > v.id
    where v.id = $1 order by w.id desc limit 1`,
};

/** The newest published version after one, where there is any. */
export async function findNewerVersion(
  tx: Tx,
  versionId: number,
): Promise<{ id: number; version: string } | undefined> {
  return (await tx.send<{ id: number; version: string }>(newestStatement, [versionId]))[0];
}

type Unread = "comment" | "answered_by" | "answered_by_name" | "updated_at" | "evidence";

/** An answer of any of the product's sets, as a move looks at it. */
export interface MovableRow extends Omit<ResponseRow, Unread> {
  product_id: number;
  user_id: number;
  files: number;
}

const responses = (
  which: string,
) => `select r.product_id, r.id, r.user_id, r.question_id, r.question, r.section, r.dimension,
      r.subdimension, r.weight, r.option_id, r.option_ids, r.answer, r.maturity_score, r.score_source, r.reasons, r.not_applicable,
      r.not_applicable_reason, r.status, r.version, r.asked,
      (select count(*) from response_evidence l where l.organization_id = r.organization_id and l.response_id = r.id)::integer as files
    from questionnaire_responses r ${which} and r.dropped_at is null order by r.product_id, r.id`;

const responsesStatement = { name: "list_responses_to_move", text: responses("where r.product_id = $1") };
const ownResponsesStatement = {
  name: "list_own_responses_to_move",
  text: responses(`join products p on p.organization_id = r.organization_id and p.id = r.product_id and p.owner_id = r.user_id
    where r.product_id = any ($1::integer[])`),
};

/** An answer set of the product with the sums it keeps. */
export interface MovableSetRow {
  user_id: number;
  name: string;
  last_question_id: number | null;
  asked: number[];
  scores: ScoreRow[];
}

const setsStatement = {
  name: "list_sets_to_move",
  text: `select s.user_id, ${personName("u")} as name, s.last_question_id, s.asked,
      (select coalesce(json_agg(m), '[]') from (select ${scoreColumns} from maturity_scores
        where product_id = s.product_id and user_id = s.user_id) m) as scores
    from answer_sets s join products p on p.id = s.product_id left join users u on u.id = s.user_id
    where s.product_id = $1 order by s.user_id <> p.owner_id, s.id`,
};

/** What else refers to questions, sections and dimensions of the product's version. */
export interface MoveReferencesRow {
  assignments: { id: number; section_id: number | null; question_id: number | null; name: string }[];
  actions: { id: number; title: string; question_id: number }[];
  requests: { id: number; question_id: number; text: string; open: boolean }[];
  targets: TargetRow[];
}

const referencesStatement = {
  name: "list_references_to_move",
  text: `select
      (select coalesce(json_agg(json_build_object('id', a.id, 'section_id', a.section_id, 'question_id', a.question_id,
          'name', ${personName("u")}) order by a.id), '[]')
        from question_assignments a left join users u on u.id = a.user_id
        where a.organization_id = p.organization_id and a.product_id = p.id) as assignments,
      (select coalesce(json_agg(json_build_object('id', q.id, 'title', a.title, 'question_id', q.question_id) order by q.id), '[]')
        from actions a join action_questions q on q.organization_id = a.organization_id and q.action_id = a.id
        where a.organization_id = p.organization_id and a.product_id = p.id) as actions,
      (select coalesce(json_agg(json_build_object('id', e.id, 'question_id', e.question_id, 'text', e.text,
          'open', e.status = 'open') order by e.id), '[]')
        from evidence_requests e where e.organization_id = p.organization_id and e.product_id = p.id
          and e.question_id is not null) as requests,
      (select coalesce(json_agg(json_build_object('section', t.section, 'dimension', t.dimension, 'level', t.level)
          order by t.id), '[]') from targets t where t.organization_id = p.organization_id and t.product_id = p.id) as targets
    from products p where p.id = $1`,
};

/** All that a move of a product looks at: its sets, their answers, and what else refers to the questionnaire. */
export async function findMovable(tx: Tx, productId: number) {
  // Sent together: one round trip.
  const [rows, sets, references] = await Promise.all([
    tx.send<MovableRow>(responsesStatement, [productId]),
    tx.send<MovableSetRow>(setsStatement, [productId]),
    tx.send<MoveReferencesRow>(referencesStatement, [productId]),
  ]);
  return { rows, sets, references: references[0]! };
}

/** A product measured by an earlier version, with the answers of its own set. */
export interface BehindRow {
  id: number;
  name: string;
  organization: string;
  owner_id: number;
  questionnaire_version_id: number;
}

const behindStatement = {
  name: "list_products_behind",
  text: `select p.id, p.name, o.name as organization, p.owner_id, p.questionnaire_version_id
    from products p join organizations o on o.id = p.organization_id
    where p.questionnaire_version_id = $1 and p.archived_at is null order by o.name, p.name, p.id limit $2`,
};

/** Products in use that are measured by a version, and the answers of their sets: two statements. */
export async function listProductsOfVersion(tx: Tx, versionId: number, limit: number) {
  const products = await tx.send<BehindRow>(behindStatement, [versionId, limit]);
  const ids = products.map(({ id }) => id);
  const rows = ids.length ? await tx.send<MovableRow>(ownResponsesStatement, [ids]) : [];
  return { products, rows };
}
