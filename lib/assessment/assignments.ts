import type { AssignmentRow } from "@/db/queries/assessment/assignments";
import { today } from "@/lib/kernel/today";
import { assignedPath } from "./links";

/** Who answers a section or a question, and how far that is. Days are ISO 8601. */
export interface Assignment {
  id: number;
  product_id: number;
  product: string;
  section_id: number;
  section: string;
  question_id: number | null;
  question: string;
  user_id: number;
  name: string;
  /** False once the person has left the product or the organization. */
  is_able: boolean;
  due_on: string | null;
  overdue: boolean;
  note: string;
  assigned_by: string;
  total: number;
  answered: number;
  /** Where to go on. */
  link: string;
}

export function describeAssignment(row: AssignmentRow): Assignment {
  const { organization_id: _, next_question_id: next, ...rest } = row;
  const first = next ?? row.question_id;
  const place = { productId: row.product_id, sectionId: row.section_id };
  return {
    ...rest,
    overdue: row.due_on !== null && row.due_on < today() && row.answered < row.total,
    link: first
      ? assignedPath({ ...place, questionId: first })
      : `/products/${row.product_id}/sections/${row.section_id}?mine=1`,
  };
}

/** What one person has to answer of a product, in all. */
export interface PersonsWork {
  user_id: number;
  name: string;
  is_able: boolean;
  total: number;
  answered: number;
  /** Assignments past their day and not done. */
  overdue: number;
  /** The next day something is due that is not done. */
  next_due: string | null;
  assignments: Assignment[];
}

/** Assignments by person: who is late first, then whose work is due first. */
export function byPerson(assignments: readonly Assignment[]): PersonsWork[] {
  const people = new Map<number, PersonsWork>();
  for (const assignment of assignments) {
    const { user_id, name, is_able, total, answered, due_on } = assignment;
    const known = people.get(user_id);
    const person = known ?? {
      user_id,
      name,
      is_able,
      total: 0,
      answered: 0,
      overdue: 0,
      next_due: null,
      assignments: [],
    };
    if (!known) people.set(user_id, person);
    person.total += total;
    person.answered += answered;
    person.overdue += assignment.overdue ? 1 : 0;
    if (answered < total && due_on !== null && (person.next_due === null || due_on < person.next_due)) {
      person.next_due = due_on;
    }
    person.assignments.push(assignment);
  }
  const late = ({ next_due }: PersonsWork) => next_due ?? "9999";
  return [...people.values()].sort(
    (a, b) => b.overdue - a.overdue || late(a).localeCompare(late(b)) || a.name.localeCompare(b.name),
  );
}

/** Whose each question is: its own assignment, or else its section's. */
export function assigneesOf(
  assignments: readonly Assignment[],
  questions: readonly { id: number; sectionId: number }[],
): Map<number, Assignment> {
  const own = new Map(assignments.flatMap((each) => (each.question_id === null ? [] : [[each.question_id, each]])));
  const ofSection = new Map(
    assignments.flatMap((each) => (each.question_id === null ? [[each.section_id, each]] : [])),
  );
  const assigned = questions.flatMap(({ id, sectionId }): [number, Assignment][] => {
    const found = own.get(id) ?? ofSection.get(sectionId);
    return found ? [[id, found]] : [];
  });
  return new Map(assigned);
}
