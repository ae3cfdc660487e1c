import { findAnalyst, saveMemberRow } from "@/db/queries/intelligence/case-members";
import { insertEvents } from "@/db/queries/intelligence/case-events";
import { insertTasks } from "@/db/queries/intelligence/case-tasks";
import { findTemplate } from "@/db/queries/intelligence/case-templates";
import { findCase } from "@/db/queries/intelligence/cases";
import { openCase } from "@/db/queries/intelligence/write-case";
import { command } from "@/lib/kernel/command";
import { invalidField } from "@/lib/kernel/fault";
import { daysFrom } from "@/lib/kernel/today";
import { announceAssignee } from "./announce-case";
import { newCaseInput } from "./case-input";
import { canOpenCase } from "./case-policy";
import { refusePriority, standardDue } from "./case-rules";
import { standardRights } from "./case-words";
import { describeCase } from "./describe-case";

/**
 * Opens a case, from a template where one is named, with its tasks. Whoever opens it leads it; an assignee who is somebody
 * else becomes an investigator in it.
 * @throws Fault invalid for a template or an assignee that is none of the agency's
 */
export const createCase = command({
  action: "intelligence.case.create",
  scope: "intelligence:write",
  subject: "template",
  input: newCaseInput,
  target: async (tx, { template_id: templateId }) => (templateId ? findTemplate(tx, templateId) : null),
  allow: canOpenCase,
  run: async ({ tx, actor, target: template }, input) => {
    const now = new Date();
    const priority = input.priority ?? template?.priority ?? "medium";
    const assignedTo = input.assigned_to === undefined ? actor.userId : input.assigned_to;
    const dueOn = input.due_on === undefined ? standardDue(priority, now) : input.due_on;
    const refused = refusePriority(null, priority, standardRights.lead, { assignedTo, dueOn });
    if (refused) throw invalidField(refused.field, refused.message);
    const { organizationId, userId } = actor;
    if (assignedTo !== null && assignedTo !== userId && !(await findAnalyst(tx, assignedTo, organizationId)))
      throw invalidField("assigned_to", "is not an active analyst of the agency");
    const { id, number } = await openCase(tx, {
      organizationId,
      title: input.title,
      type: input.type || (template?.type ?? ""),
      summary: input.summary || (template?.summary ?? ""),
      priority,
      assignedTo,
      dueOn,
      marking: input.marking ?? template?.marking ?? "TLP:AMBER",
      ownMarking: input.own_marking,
      createdBy: userId,
    });
    const part = { organizationId, caseId: id, addedBy: userId, createdBy: userId };
    if (assignedTo !== null && assignedTo !== userId)
      await saveMemberRow(tx, { ...part, userId: assignedTo, role: "investigator", ...standardRights.investigator });
    await insertTasks(
      tx,
      (template?.tasks ?? []).map(({ title, description, dueDays }) => ({
        ...{ organizationId, caseId: id, createdBy: userId, title, description },
        dueOn: dueDays === null ? null : daysFrom(dueDays, now),
      })),
    );
    const from = template ? `From the template ${template.name}` : "";
    const event = {
      category: "work" as const,
      kind: "case_opened",
      happenedAt: now,
      title: "Case opened",
      detail: from,
    };
    await insertEvents(tx, [{ organizationId, caseId: id, createdBy: userId, ...event }]);
    const row = (await findCase(tx, id))!;
    if (assignedTo !== null) await announceAssignee(tx, actor, row, assignedTo);
    return { ...describeCase(row), number };
  },
});
