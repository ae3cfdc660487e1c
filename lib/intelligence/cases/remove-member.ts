import { z } from "zod";
import { listMembers, removeMemberRow } from "@/db/queries/intelligence/case-members";
import { insertEvents } from "@/db/queries/intelligence/case-events";
import { lockCase } from "@/db/queries/intelligence/cases";
import { hasExhibitIn } from "@/db/queries/intelligence/exhibits";
import { updateCaseRow } from "@/db/queries/intelligence/write-case";
import { command } from "@/lib/kernel/command";
import { Fault, notFound } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { canRemoveMember } from "./case-policy";
import { isOver, losesLastManager } from "./case-rules";
import { lastManager } from "./save-member";

/**
 * Takes somebody out of a case, or leaves it oneself.
 * @throws Fault conflict for the last who manages it, for whose a critical case is, and for who holds an exhibit of it
 */
export const removeMember = command({
  action: "intelligence.case-member.remove",
  subject: "case",
  input: z.object({ case_id: id(), user_id: id() }),
  target: (tx, input) => lockCase(tx, input.case_id),
  allow: canRemoveMember,
  run: async ({ tx, actor, target }, { user_id: userId }) => {
    const members = await listMembers(tx, target.id);
    const member = members.find((each) => each.user_id === userId);
    if (!member) throw notFound("member");
    const managers = members.map((each) => ({ userId: each.user_id, canManage: each.can_manage }));
    if (losesLastManager(managers, { userId, canManage: false })) throw lastManager();
    if (await hasExhibitIn(tx, target.id, userId))
      throw new Fault("conflict", `${member.name} holds an exhibit of this case. It is handed over first.`);
    if (target.assigned_to === userId && target.priority === "critical" && !isOver(target.status))
      throw new Fault("conflict", `This case is critical, so it is somebody's. Assign it to somebody else first.`);
    const place = { organizationId: target.organization_id, caseId: target.id };
    const title = userId === actor.userId ? `${member.name} left` : `${member.name} was taken out`;
    const event = { category: "work" as const, kind: "member_removed", happenedAt: new Date(), title };
    await insertEvents(tx, [{ ...place, ...event, createdBy: actor.userId }]);
    if (target.assigned_to === userId) await updateCaseRow(tx, target.id, target.version, { assignedTo: null });
    await removeMemberRow(tx, place.organizationId, place.caseId, userId);
    return { user_id: userId };
  },
});
