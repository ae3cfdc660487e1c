import { listMembers } from "@/db/queries/intelligence/case-members";
import { findTask, insertTasks, type TaskRow } from "@/db/queries/intelligence/case-tasks";
import { findOpenCase } from "@/db/queries/intelligence/cases";
import { command } from "@/lib/kernel/command";
import { invalidField } from "@/lib/kernel/fault";
import type { Tx } from "@/lib/kernel/database";
import { announceTask } from "./announce-case";
import { newTaskInput } from "./case-input";
import { canEditCase } from "./case-policy";

/** Puts a task into a case; whoever is to do it is one of its members. */
export const createTask = command({
  action: "intelligence.case-task.create",
  subject: "case",
  input: newTaskInput,
  target: (tx, input) => findOpenCase(tx, input.case_id),
  allow: canEditCase,
  run: async ({ tx, actor, target }, input) => {
    if (input.assigned_to !== null) await requireMember(tx, target.id, input.assigned_to);
    const [id] = await insertTasks(tx, [
      {
        organizationId: target.organization_id,
        caseId: target.id,
        title: input.title,
        description: input.description,
        assignedTo: input.assigned_to,
        dueOn: input.due_on,
        createdBy: actor.userId,
      },
    ]);
    if (input.assigned_to !== null) await announceTask(tx, actor, target, input.assigned_to);
    return describeTask((await findTask(tx, id!))!);
  },
});

export async function requireMember(tx: Tx, caseId: number, userId: number) {
  const members = await listMembers(tx, caseId);
  if (!members.some((member) => member.user_id === userId))
    throw invalidField("assigned_to", "is no member of this case");
}

export const describeTask = (row: TaskRow) => ({ ...row, done_at: row.done_at?.toISOString() ?? null });
