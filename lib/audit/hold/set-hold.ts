import { insertHold } from "@/db/queries/audit/holds";
import { logEvent } from "@/db/queries/kernel/events";
import { command } from "@/lib/kernel/command";
import { canHold } from "../policy";
import { setHoldInput } from "./hold-input";

/** From now on nothing of an organization, or of everybody, is archived or erased. */
export const setHold = command({
  action: "audit.hold.set",
  input: setHoldInput,
  allow: canHold,
  reason: (input) => input.reason,
  constraints: {
    legal_holds_standing_key: { path: "organization_id", message: "A hold of this stands already." },
    legal_holds_organization_id_organizations_id_fk: {
      path: "organization_id",
      message: "There is no such organization.",
    },
  },
  run: async ({ tx }, { organization_id, reason }) => {
    const id = await insertHold(tx, organization_id ?? null, reason);
    await logEvent(tx, { action: "HOLD_SET", table: "legal_holds", recordId: id, organizationId: organization_id });
    return { id };
  },
});
