import { findHold, liftHold as lift } from "@/db/queries/audit/holds";
import { logEvent } from "@/db/queries/kernel/events";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { canHold } from "../policy";
import { liftHoldInput } from "./hold-input";

/** Ends a legal hold. It stays on record, with who lifted it and why. */
export const liftHold = command({
  action: "audit.hold.lift",
  input: liftHoldInput,
  target: (tx, input) => findHold(tx, input.hold_id),
  subject: "legal hold",
  sensitive: true,
  allow: canHold,
  reason: (input) => input.reason,
  run: async ({ tx, target }, { reason }) => {
    if (!(await lift(tx, target.id, reason))) throw new Fault("conflict", "This hold was lifted before.");
    const about = { table: "legal_holds", recordId: target.id, organizationId: target.organization_id ?? undefined };
    await logEvent(tx, { action: "HOLD_LIFTED", ...about });
  },
});
