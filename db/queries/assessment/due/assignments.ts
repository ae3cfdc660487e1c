import { assignmentTables } from "@/db/queries/assessment/assignments";

/** What is assigned with a day and not all answered, of those who still can answer it. */
export const assignmentsDue = {
  name: "assignments_due",
  text: `select a.user_id, a.organization_id, 'assignment:' || a.id as key, a.due_on,
      p.name || ': ' || case when a.question_id is null then s.title else k.text end as title,
      '/products/' || p.id || '/sections/' || s.id || '?q=' || w.next_question_id || '&mine=1' as link
    from ${assignmentTables}
    where a.due_on is not null and p.archived_at is null and w.answered < w.total and u.is_active
      and (a.user_id = p.owner_id or exists (select from product_members m where m.product_id = p.id and m.user_id = a.user_id))`,
};
