import type { Tx } from "@/db/client";
import { assignmentTables } from "./assignments";

/** Work that is due and not done, for whoever reminds of it. */
export interface DueAssignmentRow {
  user_id: number;
  organization_id: number;
  product_id: number;
  /** Names the assignment, the same whenever it is asked for: `assignment:12`. */
  subject: string;
  /** A day, ISO 8601. */
  due_on: string;
  title: string;
  section_id: number;
  /** The first question not answered. */
  question_id: number;
}

const dueStatement = {
  name: "list_due_assignments",
  text: `select a.user_id, a.organization_id, a.product_id, 'assignment:' || a.id as subject,
      to_char(a.due_on, 'YYYY-MM-DD') as due_on, p.name || ': ' || case when a.question_id is null then s.title else k.text end as title,
      s.id as section_id, w.next_question_id as question_id
    from ${assignmentTables}
    where a.due_on <= $1::date and p.archived_at is null and w.answered < w.total and u.is_active
      and (a.user_id = p.owner_id or exists (select from product_members m where m.product_id = p.id and m.user_id = a.user_id))
    order by a.due_on, a.id`,
};

/** What is due by a day (ISO 8601) and not all answered, of those who still can answer it. */
export const listDueAssignments = (tx: Tx, until: string): Promise<DueAssignmentRow[]> =>
  tx.send<DueAssignmentRow>(dueStatement, [until]);
