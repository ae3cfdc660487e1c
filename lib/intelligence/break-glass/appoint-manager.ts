import { findAnalyst, saveMemberRow } from "@/db/queries/intelligence/case-members";
import { countCases, lockRegistered } from "@/db/queries/intelligence/cases";
import { logEvent } from "@/db/queries/kernel/events";
import { command } from "@/lib/kernel/command";
import { Fault, invalidField } from "@/lib/kernel/fault";
import { announceMember } from "../cases/announce-case";
import { appointInput } from "../cases/case-input";
import { canAppoint } from "../cases/case-policy";
import { standardRights } from "../cases/case-words";

/**
 * Gives a case that has lost everybody who managed it an analyst of the agency as its lead. It shows the superuser nothing.
 * @throws Fault conflict for a case that somebody manages
 */
export const appointManager = command({
  action: "intelligence.case-member.appoint",
  subject: "case",
  input: appointInput,
  target: (tx, input) => lockRegistered(tx, input.case_id),
  sensitive: true,
  allow: canAppoint,
  reason: (input) => input.reason,
  run: async ({ tx, actor, target }, { user_id: userId, reason }) => {
    const [counts] = await countCases(tx, [target.id]);
    if (counts && counts.managers > 0)
      throw new Fault("conflict", "Somebody manages this case: it is theirs to say who does.");
    if (!(await findAnalyst(tx, userId, target.organization_id)))
      throw invalidField("user_id", "is not an active analyst of the agency");
    const row = { organizationId: target.organization_id, caseId: target.id, userId, addedBy: actor.userId };
    await saveMemberRow(tx, { ...row, role: "lead", ...standardRights.lead });
    const about = { table: "cases", recordId: target.id, organizationId: target.organization_id };
    await logEvent(tx, { action: "CASE_MANAGER_APPOINTED", ...about, details: { user_id: userId, reason } });
    await announceMember(tx, actor, target, userId);
    return { user_id: userId };
  },
});
