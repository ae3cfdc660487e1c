import type { z } from "zod";
import { findAnalyst, saveMemberRow, listMembers } from "@/db/queries/intelligence/case-members";
import { insertEvents } from "@/db/queries/intelligence/case-events";
import { type CaseRow, countCases, findCase, findCaseTexts, lockCase } from "@/db/queries/intelligence/cases";
import { saveCaseTexts, updateCaseRow } from "@/db/queries/intelligence/write-case";
import { command } from "@/lib/kernel/command";
import { Fault, invalidField } from "@/lib/kernel/fault";
import type { Context } from "@/lib/kernel/use-case";
import { announceAssignee } from "./announce-case";
import { caseChangesInput } from "./case-input";
import { canChangeCase, rightsOf } from "./case-policy";
import { isOver, refusePriority, refuseStatus } from "./case-rules";
import { casePriorityWords, caseStatusWords, standardRights } from "./case-words";
import { describeCase, stale } from "./describe-case";

type Changes = z.output<typeof caseChangesInput>;

/**
 * Changes what is given of a case.
 * @throws Fault stale_version when `version` is not the current one; invalid for a state that may not follow, or a priority
 *   that asks for more; locked for a change of a case that is over
 */
export const updateCase = command({
  action: "intelligence.case.update",
  scope: "intelligence:write",
  subject: "case",
  input: caseChangesInput,
  target: (tx, input) => lockCase(tx, input.case_id),
  allow: canChangeCase,
  run: async (context, input) => {
    const { tx, target } = context;
    if (input.version !== undefined && input.version !== target.version) throw stale("case", describeCase(target));
    await refuse(context, input);
    const { case_id: id, assigned_to: assignedTo, due_on: dueOn, title, type, priority, status } = input;
    const ends = input.status === "closed" && target.status !== "archived";
    const reopens = input.status === "in_progress" && target.status === "closed";
    const changed = await updateCaseRow(tx, id, target.version, {
      ...{ title, type, priority, status, assignedTo, dueOn },
      ...(ends && { closedAt: new Date() }),
      ...(reopens && { closedAt: null }),
    });
    if (!changed) throw stale("case", describeCase(target));
    const { summary, resolution, marking, own_marking: ownMarking } = input;
    const texts = { summary, resolution, marking, ownMarking };
    await saveCaseTexts(tx, { organizationId: target.organization_id, caseId: id }, texts);
    await note(context, input);
    if (assignedTo && assignedTo !== target.assigned_to) await assign(context, assignedTo);
    return describeCase((await findCase(tx, id))!);
  },
});

/** What comes with a change of state and changes nothing else. */
const BESIDE = new Set(["case_id", "version", "status"]);

async function refuse({ tx, target }: Context<CaseRow>, input: Changes) {
  const rights = rightsOf(target);
  if (isOver(target.status)) {
    const { status } = input;
    const changesMore = Object.entries(input).some(([name, value]) => !BESIDE.has(name) && value !== undefined);
    if (!status || status === target.status || changesMore)
      throw new Fault("locked", "This case is over. Begin it anew before you change it.");
  }
  if (input.status) {
    const [texts, [counts]] = await Promise.all([findCaseTexts(tx, target.id), countCases(tx, [target.id])]);
    const resolution = input.resolution ?? texts?.resolution ?? "";
    const end = { resolution, openTransfers: counts?.open_transfers ?? 0 };
    const refused = refuseStatus(target.status, input.status, rights, end);
    if (refused) throw invalidField(refused.field, refused.message);
  }
  // Only what is given is asked about: what a case lost otherwise does not keep everything else of it as it is.
  if (input.priority === undefined && input.assigned_to === undefined && input.due_on === undefined) return;
  const wanted = {
    assignedTo: input.assigned_to === undefined ? target.assigned_to : input.assigned_to,
    dueOn: input.due_on === undefined ? target.due_on : input.due_on,
  };
  const refused = refusePriority(target.priority, input.priority ?? target.priority, rights, wanted);
  if (refused) throw invalidField(refused.field, refused.message);
}

/** What of it the timeline tells. */
async function note({ tx, actor, target }: Context<CaseRow>, input: Changes) {
  const at = { organizationId: target.organization_id, caseId: target.id, createdBy: actor.userId };
  const event = (kind: string, title: string, detail = "") => ({
    ...at,
    category: "work" as const,
    happenedAt: new Date(),
    ...{ kind, title, detail },
  });
  const { status, priority } = input;
  await insertEvents(tx, [
    ...(status && status !== target.status
      ? [event("status_changed", `${caseStatusWords[target.status]} → ${caseStatusWords[status]}`, input.resolution)]
      : []),
    ...(priority && priority !== target.priority
      ? [event("priority_changed", `${casePriorityWords[target.priority]} → ${casePriorityWords[priority]}`)]
      : []),
  ]);
}

/** Whoever a case is assigned to is in it. */
async function assign({ tx, actor, target }: Context<CaseRow>, userId: number) {
  const name = await findAnalyst(tx, userId, target.organization_id);
  if (!name) throw invalidField("assigned_to", "is not an active analyst of the agency");
  const members = await listMembers(tx, target.id);
  if (!members.some((member) => member.user_id === userId)) {
    if (!target.can_manage) throw invalidField("assigned_to", "is no member: who manages the case adds them first");
    const row = { organizationId: target.organization_id, caseId: target.id, userId, addedBy: actor.userId };
    await saveMemberRow(tx, { ...row, role: "investigator", ...standardRights.investigator });
  }
  await announceAssignee(tx, actor, target, userId);
}
