import type { Tx } from "@/db/client";

/** An action that falls due, and whom to remind of it. */
export interface DueActionRow {
  user_id: number;
  organization_id: number;
  product_id: number;
  /** Names the action among all that can be due: `action:<id>`. */
  subject_key: string;
  /** A day, as YYYY-MM-DD. */
  due_on: string;
  title: string;
}

const dueStatement = {
  name: "list_due_actions",
  text: `select a.owner_id as user_id, a.organization_id, a.product_id, 'action:' || a.id as subject_key, a.due_on::text, a.title
    from actions a
    join products p on p.organization_id = a.organization_id and p.id = a.product_id and p.archived_at is null
    join users u on u.id = a.owner_id and u.is_active
    where a.status in ('open', 'in_progress') and a.due_on <= $1::date and ($2::integer is null or a.id > $2)
    order by a.id limit $3`,
};

/** Unfinished actions due on or before a day whose owners are active, by id, after the one named. */
export async function listDueActions(
  tx: Tx,
  until: string,
  afterId: number | null,
  limit: number,
): Promise<DueActionRow[]> {
  return tx.send<DueActionRow>(dueStatement, [until, afterId, limit]);
}
