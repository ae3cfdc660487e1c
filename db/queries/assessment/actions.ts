import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";
import type { ActionStatus } from "@/db/schema/assessment/actions";

/** An action with its names, and the product's owner and membership for permission. */
export interface ActionRow {
  id: number;
  organization_id: number;
  organization: string;
  product_id: number;
  product: string;
  product_owner_id: number;
  is_member: boolean;
  archived: boolean;
  questionnaire_version_id: number;
  title: string;
  description: string;
  owner_id: number | null;
  owner: string;
  /** A day, as YYYY-MM-DD. */
  due_on: string | null;
  overdue: boolean;
  status: ActionStatus;
  effort: number | null;
  position: number;
  version: number;
  created_by: number;
  creator: string;
  completed_at: Date | null;
  created_at: Date;
  updated_at: Date;
  questions: { question_id: number; target_score: number }[];
  evidence: { id: number; filename: string; size: number }[];
}

const columns = `a.id, a.organization_id, o.name as organization, a.product_id, p.name as product, p.owner_id as product_owner_id,
  exists (select from product_members m where m.product_id = p.id and m.user_id = (select app.actor_id())) as is_member,
  p.archived_at is not null as archived, p.questionnaire_version_id, a.title, a.description, a.owner_id, ${personName("u")} as owner,
  a.due_on::text, (a.status in ('open', 'in_progress') and a.due_on < (now() at time zone 'utc')::date) is true as overdue,
  a.status, a.effort, a.position, a.version, a.created_by, ${personName("c")} as creator, a.completed_at, a.created_at, a.updated_at,
  (select coalesce(json_agg(json_build_object('question_id', q.question_id, 'target_score', q.target_score) order by q.id), '[]')
    from action_questions q where q.organization_id = a.organization_id and q.action_id = a.id) as questions,
  (select coalesce(json_agg(json_build_object('id', e.id, 'filename', e.filename, 'size', e.size) order by l.id), '[]')
    from action_evidence l join evidence e on e.organization_id = l.organization_id and e.id = l.evidence_id
    where l.organization_id = a.organization_id and l.action_id = a.id) as evidence`;
const tables = `actions a
  join products p on p.organization_id = a.organization_id and p.id = a.product_id
  join organizations o on o.id = a.organization_id
  left join users u on u.id = a.owner_id left join users c on c.id = a.created_by`;

const findStatement = { name: "find_action", text: `select ${columns} from ${tables} where a.id = $1` };

/** An action within reach. */
export async function findAction(tx: Tx, id: number): Promise<ActionRow | undefined> {
  return (await tx.send<ActionRow>(findStatement, [id]))[0];
}

const planStatement = {
  name: "list_plan_actions",
  text: `select ${columns} from ${tables} join (
      select organization_id, id from actions where organization_id = $1 and product_id = $2
      order by status in ('done', 'dropped'), status, position, id limit $3) s on s.organization_id = a.organization_id and s.id = a.id
    order by a.position, a.id`,
};

/** The actions of a product in the order of its board; what is finished is left out first. */
export async function listPlanActions(
  tx: Tx,
  product: { id: number; organizationId: number },
  limit: number,
): Promise<ActionRow[]> {
  return tx.send<ActionRow>(planStatement, [product.organizationId, product.id, limit]);
}

export interface ActionFilter {
  productId: number | null;
  organizationId: number | null;
  ownerId: number | null;
  statuses: readonly ActionStatus[];
  overdue: boolean;
  /** The last row of the page before: its due day (null: none) and id. */
  after: { dueOn: string | null; id: number } | null;
  limit: number;
}

const listStatement = {
  name: "list_actions",
  text: `select ${columns} from ${tables}
    where ($1::integer is null or a.product_id = $1) and ($2::integer is null or a.organization_id = $2)
      and ($3::integer is null or a.owner_id = $3) and a.status = any ($4::text[]) and p.archived_at is null
      and (not $5 or (a.status in ('open', 'in_progress') and a.due_on < (now() at time zone 'utc')::date))
      and ($7::integer is null or case when $6::date is null then a.due_on is null and a.id > $7
        else a.due_on is null or (a.due_on, a.id) > ($6::date, $7) end)
    order by a.due_on nulls last, a.id limit $8`,
};

/** One page of the actions within reach, those due first before those without a day. */
export async function listActionRows(tx: Tx, filter: ActionFilter): Promise<ActionRow[]> {
  const { productId, organizationId, ownerId, statuses, overdue, after, limit } = filter;
  return tx.send<ActionRow>(listStatement, [
    productId,
    organizationId,
    ownerId,
    statuses,
    overdue,
    after?.dueOn ?? null,
    after?.id ?? null,
    limit,
  ]);
}
