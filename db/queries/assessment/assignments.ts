import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";

/** Who answers a section, or a question, of a product, and how far that is. */
export interface AssignmentRow {
  id: number;
  organization_id: number;
  product_id: number;
  product: string;
  /** Where the work is; `question_id` null: all of the section but what is assigned by itself. */
  section_id: number;
  section: string;
  question_id: number | null;
  question: string;
  user_id: number;
  name: string;
  /** Whether the person can answer: an active owner or member. */
  is_able: boolean;
  /** A day, ISO 8601. */
  due_on: string | null;
  note: string;
  assigned_by: string;
  total: number;
  answered: number;
  /** The first question not answered. */
  next_question_id: number | null;
}

const assignmentColumns = `a.id, a.organization_id, a.product_id, p.name as product, s.id as section_id, s.title as section, a.question_id,
  coalesce(k.text, '') as question, a.user_id, ${personName("u")} as name,
  coalesce(u.is_active, false) and (a.user_id = p.owner_id or exists (
    select from product_members m where m.product_id = p.id and m.user_id = a.user_id)) as is_able,
  to_char(a.due_on, 'YYYY-MM-DD') as due_on, a.note, ${personName("b")} as assigned_by, w.total, w.answered, w.next_question_id`;

// What a question's own assignment gives to somebody is not part of its section's.
export const assignmentTables = `question_assignments a
  join products p on p.organization_id = a.organization_id and p.id = a.product_id
  left join questions k on k.id = a.question_id
  left join dimensions kd on kd.id = k.dimension_id
  join sections s on s.id = case when a.section_id is null then kd.section_id else a.section_id end
    and s.version_id = p.questionnaire_version_id
  left join users u on u.id = a.user_id
  left join users b on b.id = a.assigned_by
  cross join lateral (
    select count(*) as total, count(*) filter (where x.done) as answered,
      (array_agg(x.id order by x.dimension, x.position) filter (where not x.done))[1] as next_question_id
    from (
      select q.id, d.position as dimension, q.position, coalesce(
        r.not_applicable or r.option_id is not null or r.answer <> '' or r.maturity_score is not null, false) as done
      from dimensions d join questions q on q.dimension_id = d.id
      left join questionnaire_responses r on r.product_id = p.id and r.user_id = p.owner_id and r.question_id = q.id
      left join answer_sets t on t.product_id = p.id and t.user_id = p.owner_id
      where d.section_id = s.id and (q.condition is null or q.id = any (t.asked)) and case when a.question_id is null
        then not exists (select from question_assignments o where o.product_id = a.product_id and o.question_id = q.id)
        else q.id = a.question_id end) x) w`;

const ofProductStatement = {
  name: "list_assignments_of_product",
  text: `select ${assignmentColumns} from ${assignmentTables} where a.product_id = $1 order by s.position, a.question_id nulls first`,
};

/** Who answers what of a product, in the questionnaire's order. */
export const listAssignments = (tx: Tx, productId: number): Promise<AssignmentRow[]> =>
  tx.send<AssignmentRow>(ofProductStatement, [productId]);

const ownStatement = {
  name: "list_own_assignments",
  text: `select ${assignmentColumns} from ${assignmentTables}
    where a.user_id = (select app.actor_id()) and p.archived_at is null and w.answered < w.total
      and ($1::integer is null or a.product_id = $1)
    order by a.due_on nulls last, a.id limit $2`,
};

/** What is assigned to the actor and not all answered, what is due first at the top. */
export const listOwnAssignments = (tx: Tx, productId: number | null, limit: number): Promise<AssignmentRow[]> =>
  tx.send<AssignmentRow>(ownStatement, [productId, limit]);

const assignmentStatement = {
  name: "find_assignment",
  text: `select a.id, a.product_id, a.user_id, a.section_id, a.question_id from question_assignments a where a.id = $1`,
};

export interface AssignmentPlaceRow {
  id: number;
  product_id: number;
  user_id: number;
  section_id: number | null;
  question_id: number | null;
}

export async function findAssignment(tx: Tx, id: number): Promise<AssignmentPlaceRow | undefined> {
  return (await tx.send<AssignmentPlaceRow>(assignmentStatement, [id]))[0];
}
