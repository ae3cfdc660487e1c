import type { Tx } from "@/db/client";
import { actionQuestions } from "@/db/schema/assessment/action-questions";
import { actions } from "@/db/schema/assessment/actions";
import { questionAssignments } from "@/db/schema/assessment/question-assignments";
import { targets } from "@/db/schema/assessment/targets";

/*
 * What the demo's products want and plan, with times of their own choosing.
 */

export async function insertTargets(tx: Tx, rows: (typeof targets.$inferInsert)[]): Promise<void> {
  if (rows.length) await tx.insert(targets).values(rows);
}

interface PlannedAction {
  action: typeof actions.$inferInsert;
  questions: { questionId: number; targetScore: number }[];
}

/** Actions with the questions they are about, in two statements. */
export async function insertActions(tx: Tx, planned: PlannedAction[]): Promise<void> {
  if (planned.length === 0) return;
  const rows = await tx
    .insert(actions)
    .values(planned.map(({ action }) => action))
    .returning({ id: actions.id, title: actions.title });
  const ids = new Map(rows.map(({ id, title }) => [title, id]));
  const about = planned.flatMap(({ action, questions }) =>
    questions.map((question) => ({
      organizationId: action.organizationId,
      actionId: ids.get(action.title)!,
      ...question,
    })),
  );
  if (about.length) await tx.insert(actionQuestions).values(about);
}

export async function insertQuestionAssignments(
  tx: Tx,
  rows: (typeof questionAssignments.$inferInsert)[],
): Promise<void> {
  if (rows.length) await tx.insert(questionAssignments).values(rows);
}
