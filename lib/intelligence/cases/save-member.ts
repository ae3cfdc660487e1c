import { findAnalyst, listMembers, saveMemberRow } from "@/db/queries/intelligence/case-members";
import { insertEvents } from "@/db/queries/intelligence/case-events";
import { lockCase } from "@/db/queries/intelligence/cases";
import { command } from "@/lib/kernel/command";
import { Fault, invalidField } from "@/lib/kernel/fault";
import { announceMember } from "./announce-case";
import { memberInput } from "./case-input";
import { canManageCase } from "./case-policy";
import { losesLastManager, refuseRights } from "./case-rules";
import { caseRoleWords, standardRights } from "./case-words";

/**
 * Gives an analyst of the agency a part in a case, or another one.
 * @throws Fault conflict when the case would be left without anybody who manages it
 */
export const saveMember = command({
  action: "intelligence.case-member.save",
  subject: "case",
  input: memberInput,
  target: (tx, input) => lockCase(tx, input.case_id),
  allow: canManageCase,
  run: async ({ tx, actor, target }, input) => {
    const { role, user_id: userId } = input;
    const rights = {
      canEdit: input.can_edit ?? standardRights[role].canEdit,
      canManage: input.can_manage ?? standardRights[role].canManage,
    };
    const refused = refuseRights(role, rights);
    if (refused) throw invalidField(rights.canManage && !rights.canEdit ? "can_edit" : "can_manage", refused);
    const members = await listMembers(tx, target.id);
    const before = members.find((member) => member.user_id === userId);
    const name = before?.name ?? (await findAnalyst(tx, userId, target.organization_id));
    if (!name) throw invalidField("user_id", "is not an active analyst of the agency");
    const managers = members.map((member) => ({ userId: member.user_id, canManage: member.can_manage }));
    if (losesLastManager(managers, { userId, canManage: rights.canManage })) throw lastManager();
    const place = { organizationId: target.organization_id, caseId: target.id };
    await saveMemberRow(tx, { ...place, userId, role, ...rights, addedBy: actor.userId });
    const title = before ? `${name} is ${caseRoleWords[role]} now` : `${name} joined as ${caseRoleWords[role]}`;
    const event = { category: "work" as const, kind: "member_saved", happenedAt: new Date(), title };
    await insertEvents(tx, [{ ...place, ...event, createdBy: actor.userId }]);
    if (!before) await announceMember(tx, actor, target, userId);
    return { user_id: userId, role, can_edit: rights.canEdit, can_manage: rights.canManage };
  },
});

export const lastManager = () =>
  new Fault("conflict", "A case needs somebody who manages it. Give that part to somebody else first.");
