import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";
import { caseTasks } from "@/db/schema/intelligence/case-tasks";

export interface TaskRow {
  id: number;
  case_id: number;
  title: string;
  description: string;
  assigned_to: number | null;
  assignee: string;
  due_on: string | null;
  overdue: boolean;
  done_at: Date | null;
  done_by: string;
  version: number;
}

const columns = `t.id, t.case_id, t.title, t.description, t.assigned_to, ${personName("a")} as assignee, t.due_on::text,
  (t.done_at is null and t.due_on < (now() at time zone 'utc')::date) is true as overdue, t.done_at, ${personName("d")} as done_by, t.version`;
const tables = `case_tasks t left join users a on a.id = t.assigned_to left join users d on d.id = t.done_by`;

const listStatement = {
  name: "list_case_tasks",
  text: `select ${columns} from ${tables} where t.case_id = $1 order by t.done_at is not null, t.due_on nulls last, t.id limit $2`,
};

/** The tasks of a case: what is open first, what is due first. */
export const listTasks = (tx: Tx, caseId: number, limit: number): Promise<TaskRow[]> =>
  tx.send<TaskRow>(listStatement, [caseId, limit]);

const findStatement = { name: "find_case_task", text: `select ${columns} from ${tables} where t.id = $1` };

export const findTask = async (tx: Tx, id: number): Promise<TaskRow | undefined> =>
  (await tx.send<TaskRow>(findStatement, [id]))[0];

export const insertTasks = async (tx: Tx, rows: (typeof caseTasks.$inferInsert)[]): Promise<number[]> =>
  rows.length === 0
    ? []
    : (await tx.insert(caseTasks).values(rows).returning({ id: caseTasks.id })).map(({ id }) => id);

/** Changes a task if `version` is still its version; says whether it was. */
export async function updateTaskRow(
  tx: Tx,
  id: number,
  version: number,
  changes: Partial<typeof caseTasks.$inferInsert>,
): Promise<boolean> {
  const changed = await tx
    .update(caseTasks)
    .set({ ...changes, version: sql`${caseTasks.version} + 1`, updatedAt: sql`now()` })
    .where(and(eq(caseTasks.id, id), eq(caseTasks.version, version)))
    .returning({ id: caseTasks.id });
  return changed.length === 1;
}

export interface OwnTasksRow {
  case_id: number;
  number: string;
  title: string;
  count: number;
  due_on: string;
  overdue: boolean;
}

const ownStatement = {
  name: "own_tasks_due",
  text: `select c.id as case_id, c.number, c.title, count(*)::int as count, min(t.due_on)::text as due_on,
      min(t.due_on) < (now() at time zone 'utc')::date as overdue
    from case_tasks t
    join cases c on c.organization_id = t.organization_id and c.id = t.case_id and c.status in ('open', 'in_progress', 'on_hold')
    where t.organization_id = $1 and t.assigned_to = $2 and t.done_at is null and t.due_on <= (now() at time zone 'utc')::date + 7
    group by c.id, c.number, c.title order by min(t.due_on), c.id limit 10`,
};

/** Somebody's tasks that are due within a week, counted by case, the first due first: what they are about is the case's. */
export const listOwnTasksDue = (tx: Tx, organizationId: number, userId: number): Promise<OwnTasksRow[]> =>
  tx.send<OwnTasksRow>(ownStatement, [organizationId, userId]);

/**
 * Open tasks with a day, of members who are active, in cases that are not over. Notices leave as mails: what a task is about
 * stays in its case.
 */
export const caseTasksDue = {
  name: "case_tasks_due",
  text: `select t.assigned_to as user_id, t.organization_id, 'case-task:' || t.id as key, t.due_on, 'a task in ' || c.number as title,
      '/cases/' || t.case_id || '?view=tasks' as link
    from case_tasks t
    join cases c on c.organization_id = t.organization_id and c.id = t.case_id and c.status in ('open', 'in_progress', 'on_hold')
    join user_case_links m on m.organization_id = t.organization_id and m.case_id = t.case_id and m.user_id = t.assigned_to
    join users u on u.id = t.assigned_to and u.is_active
    where t.done_at is null and t.due_on is not null`,
};
