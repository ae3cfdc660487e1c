import type { Statement, Tx } from "@/db/client";

/**
 * A statement without values whose rows are things that are due: `user_id`, `organization_id`, `key` (which thing, among
 * those of this statement), `due_on` (a date), `title` and `link` (a path).
 */
export type DueStatement = Statement;

/** When a reminder comes: a week before, a day before (or on the day), and once it is late. */
type DueStage = "week" | "day" | "late";

export interface DueRow {
  user_id: number;
  organization_id: number;
  title: string;
  link: string;
  /** `YYYY-MM-DD`. */
  due_on: string;
  stage: DueStage;
  /** What the reminder is: the thing, its day and the stage. */
  key: string;
}

/** What has been late for longer is not news. */
const DAYS_LATE = 30;

/** What someone is to be reminded of on a day and was not yet: the first `limit` of them. */
export async function findDue(
  tx: Tx,
  { name, text }: DueStatement,
  about: { kind: string; topic: string; today: string; limit: number },
): Promise<DueRow[]> {
  const statement = {
    name: `find_due_${name}`,
    text: `with due as (${text}), staged as (
        select user_id, organization_id, title, link, to_char(due_on, 'YYYY-MM-DD') as due_on, key as subject,
          case when due_on < $1::date then 'late' when due_on <= $1::date + 1 then 'day' else 'week' end as stage
        from due where due_on between $1::date - ${DAYS_LATE} and $1::date + 7),
      named as (select *, 'due:' || $2::text || ':' || subject || ':' || due_on || ':' || stage as key from staged)
      select user_id, organization_id, title, link, due_on, stage, key from named n
      where app.reaches(n.user_id, n.organization_id)
        and not exists (select from notifications o where o.user_id = n.user_id and o.key = n.key)
        and not exists (select from notification_preferences p where p.user_id = n.user_id and p.topic = $3 and p.delivery = 'off')
      order by due_on, user_id, key limit $4`,
  };
  return tx.send<DueRow>(statement, [about.today, about.kind, about.topic, about.limit]);
}
