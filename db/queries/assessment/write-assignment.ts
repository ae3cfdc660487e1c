import type { Tx } from "@/db/client";

/** A section or a question of a product: one of the two. */
export interface AssignedPlace {
  organizationId: number;
  productId: number;
  sectionId: number | null;
  questionId: number | null;
}

export interface NewAssignment extends AssignedPlace {
  userId: number;
  /** A day, ISO 8601. */
  dueOn: string | null;
  note: string;
  assignedBy: number;
}

const lockStatement = {
  name: "lock_assignment_of_place",
  text: `select id, user_id, to_char(due_on, 'YYYY-MM-DD') as due_on from question_assignments
    where product_id = $1 and (section_id = $2 or question_id = $3) for update`,
};

/** The assignment that stands, locked until the transaction ends. */
export async function lockAssignment(tx: Tx, { productId, sectionId, questionId }: AssignedPlace) {
  const rows = await tx.send<{ id: number; user_id: number; due_on: string | null }>(lockStatement, [
    productId,
    sectionId,
    questionId,
  ]);
  return rows[0];
}

const saveText = (key: string) => `insert into question_assignments
    (organization_id, product_id, section_id, question_id, user_id, due_on, note, assigned_by)
  values ($1, $2, $3, $4, $5, $6::date, $7, $8)
  on conflict (product_id, ${key}) do update set user_id = excluded.user_id, due_on = excluded.due_on, note = excluded.note,
    assigned_by = excluded.assigned_by, updated_at = now()
  returning id`;
const sectionStatement = { name: "save_assignment_of_section", text: saveText("section_id") };
const questionStatement = { name: "save_assignment_of_question", text: saveText("question_id") };

/** Assigns a place anew, whoever had it before. */
export async function saveAssignment(tx: Tx, a: NewAssignment): Promise<number> {
  const statement = a.sectionId === null ? questionStatement : sectionStatement;
  const values = [a.organizationId, a.productId, a.sectionId, a.questionId, a.userId, a.dueOn, a.note, a.assignedBy];
  return (await tx.send<{ id: number }>(statement, values))[0]!.id;
}

const deleteStatement = { name: "delete_assignment", text: "delete from question_assignments where id = $1" };

export async function deleteAssignment(tx: Tx, id: number): Promise<void> {
  await tx.send(deleteStatement, [id]);
}

const deleteOfStatement = {
  name: "delete_assignments_of_member",
  text: "delete from question_assignments where product_id = $1 and user_id = $2",
};

/** Whoever leaves a product leaves its work, too. */
export async function deleteAssignmentsOf(tx: Tx, productId: number, userId: number): Promise<void> {
  await tx.send(deleteOfStatement, [productId, userId]);
}
