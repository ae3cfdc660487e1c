import { insertEvents } from "@/db/queries/intelligence/case-events";
import { findTask, updateTaskRow } from "@/db/queries/intelligence/case-tasks";
import { findOpenCase } from "@/db/queries/intelligence/cases";
import { command } from "@/lib/kernel/command";
import { announceTask } from "./announce-case";
import { taskChangesInput } from "./case-input";
import { canEditCase, canTickTask } from "./case-policy";
import { describeTask, requireMember } from "./create-task";
import { stale } from "./describe-case";

/** Whoever a task is assigned to says that it is done, and changes nothing else. */
const TICK = new Set(["task_id", "version", "done"]);
const onlyTicks = (input: object) =>
  Object.entries(input).every(([name, value]) => TICK.has(name) || value === undefined);

/**
 * Changes what is given of a task. Whoever it is assigned to says that it is done, also without editing the case.
 * @throws Fault stale_version when `version` is not the current one
 */
export const updateTask = command({
  action: "intelligence.case-task.update",
  subject: "task",
  input: taskChangesInput,
  target: async (tx, { task_id: taskId }) => {
    const task = await findTask(tx, taskId);
    const found = task && (await findOpenCase(tx, task.case_id));
    return found && { task, found };
  },
  allow: (actor, { task, found }, input) =>
    canEditCase(actor, found) || (onlyTicks(input) && canTickTask(actor, found, task)),
  run: async ({ tx, actor, target: { task, found } }, input) => {
    if (input.version !== undefined && input.version !== task.version) throw stale("task", describeTask(task));
    const assignedTo = input.assigned_to === task.assigned_to ? undefined : input.assigned_to;
    if (assignedTo) await requireMember(tx, found.id, assignedTo);
    const turns = input.done !== undefined && input.done !== (task.done_at !== null);
    const changed = await updateTaskRow(tx, task.id, task.version, {
      title: input.title,
      description: input.description,
      assignedTo,
      dueOn: input.due_on,
      ...(turns && { doneAt: input.done ? new Date() : null, doneBy: input.done ? actor.userId : null }),
    });
    if (!changed) throw stale("task", describeTask(task));
    if (turns) {
      const title = `${input.done ? "Task done" : "Task begun anew"}: ${task.title}`;
      const event = { category: "work" as const, kind: "task_done", happenedAt: new Date(), title };
      const place = { organizationId: found.organization_id, caseId: found.id, createdBy: actor.userId };
      await insertEvents(tx, [{ ...place, ...event }]);
    }
    if (assignedTo) await announceTask(tx, actor, found, assignedTo);
    return describeTask((await findTask(tx, task.id))!);
  },
});
