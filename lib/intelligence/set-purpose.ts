import { endPurposes, insertPurpose } from "@/db/queries/intelligence/purposes";
import { findCaseName } from "@/db/queries/intelligence/cases";
import { command } from "@/lib/kernel/command";
import { invalidField } from "@/lib/kernel/fault";
import { inIntelligence } from "./policy";
import { setPurposeInput } from "./purpose-input";

/** Says why one looks from now on, for twelve hours or until another purpose is said. */
export const setPurpose = command({
  action: "intelligence.purpose.set",
  scope: "intelligence:read",
  input: setPurposeInput,
  allow: inIntelligence,
  run: async ({ tx, actor }, { purpose, authority, case_id }) => {
    const { organizationId, userId } = actor;
    const about = case_id === undefined ? undefined : await findCaseName(tx, case_id);
    if (case_id !== undefined && about?.organizationId !== organizationId)
      throw invalidField("case_id", "names no case of yours");
    await endPurposes(tx);
    return insertPurpose(tx, { organizationId, userId, purpose, authority, caseId: case_id });
  },
});
