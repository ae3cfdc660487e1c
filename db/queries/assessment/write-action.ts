import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { actions, type ActionStatus } from "@/db/schema/assessment/actions";

/** What is typed about an action. */
export interface ActionDetails {
  title: string;
  description: string;
  ownerId: number | null;
  dueOn: string | null;
  effort: number | null;
}

export const insertAction = async (tx: Tx, action: typeof actions.$inferInsert): Promise<number> =>
  (await tx.insert(actions).values(action).returning({ id: actions.id }))[0]!.id;

/** Changes an action if `version` is still its version; says whether it was. */
export async function updateActionDetails(
  tx: Tx,
  id: number,
  version: number,
  details: Partial<ActionDetails> & { status?: ActionStatus; position?: number; completedAt?: Date | null },
): Promise<boolean> {
  const changed = await tx
    .update(actions)
    .set({ ...details, version: sql`${actions.version} + 1`, updatedAt: sql`now()` })
    .where(and(eq(actions.id, id), eq(actions.version, version)))
    .returning({ id: actions.id });
  return changed.length === 1;
}

const columnStatement = {
  name: "list_action_positions",
  text: `select id, position from actions where organization_id = $1 and product_id = $2 and status = $3 and id <> $4
    order by position, id`,
};

/** The positions in a column of a product's board, in order, but for the action itself. */
export async function listPositions(
  tx: Tx,
  column: { organizationId: number; productId: number; status: ActionStatus; besides: number },
): Promise<{ id: number; position: number }[]> {
  const values = [column.organizationId, column.productId, column.status, column.besides];
  return tx.send<{ id: number; position: number }>(columnStatement, values);
}

const spreadStatement = {
  name: "spread_action_positions",
  text: `update actions a set position = w.place
    from unnest($1::integer[]) with ordinality as w(id, place) where a.id = w.id and a.position <> w.place`,
};

/** Gives these actions the positions 1, 2, 3 …, where no room is left between two of them. */
export async function spreadPositions(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.send(spreadStatement, [ids]);
}

const questionsStatement = {
  name: "replace_action_questions",
  text: `with wanted as (select * from jsonb_to_recordset($3::jsonb) as w(question_id integer, target_score real)),
    gone as (
      delete from action_questions q where q.organization_id = $1 and q.action_id = $2
        and not exists (select from wanted w where w.question_id = q.question_id))
    insert into action_questions as q (organization_id, action_id, question_id, target_score)
    select $1, $2, question_id, target_score from wanted
    on conflict (action_id, question_id) do update set target_score = excluded.target_score
      where q.target_score <> excluded.target_score`,
};

/** Makes these the questions that an action is about. */
export async function replaceActionQuestions(
  tx: Tx,
  action: { id: number; organizationId: number },
  questions: readonly { question_id: number; target_score: number }[],
): Promise<void> {
  await tx.send(questionsStatement, [action.organizationId, action.id, JSON.stringify(questions)]);
}

const evidenceStatement = {
  name: "replace_action_evidence",
  text: `with gone as (
      delete from action_evidence l where l.organization_id = $1 and l.action_id = $2 and not l.evidence_id = any ($3::integer[]))
    insert into action_evidence (organization_id, action_id, evidence_id, added_by)
    select $1, $2, e, $4 from unnest($3::integer[]) e on conflict (action_id, evidence_id) do nothing`,
};

/** Makes these the files of an action. */
export async function replaceActionEvidence(
  tx: Tx,
  action: { id: number; organizationId: number },
  evidenceIds: readonly number[],
  addedBy: number,
): Promise<void> {
  await tx.send(evidenceStatement, [action.organizationId, action.id, evidenceIds, addedBy]);
}
