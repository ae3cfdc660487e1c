import { lockErasure, withdrawErasureRow } from "@/db/queries/identity/erasures";
import { logEvent } from "@/db/queries/kernel/events";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { erasureInput } from "./erasure-input";
import { canWithdrawErasure } from "./policy";

/**
 * Calls an erasure off: before it is confirmed, and afterwards for as long as nothing is erased.
 * @throws Fault conflict when it was carried out, or called off before
 */
export const withdrawErasure = command({
  action: "identity.erasure.withdraw",
  input: erasureInput,
  target: (tx, { erasureId }) => lockErasure(tx, erasureId),
  subject: "erasure",
  allow: canWithdrawErasure,
  run: async ({ tx, actor, target }) => {
    if (target.erased_at || target.withdrawn_at)
      throw new Fault("conflict", target.erased_at ? "It was carried out." : "It was called off before.");
    await withdrawErasureRow(tx, target.id, actor.userId || null);
    const about = { table: "organization_erasures", recordId: target.id, organizationId: target.subject_id };
    await logEvent(tx, { action: "ERASURE_WITHDRAWN", ...about });
  },
});
