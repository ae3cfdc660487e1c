import { lockDisposal, withdrawDisposalRow } from "@/db/queries/intelligence/disposals";
import { logEvent } from "@/db/queries/kernel/events";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { canWithdrawDisposal } from "./policy";
import { disposalInput } from "./retention-input";

/**
 * Calls a disposal off before it is confirmed.
 * @throws Fault conflict afterwards: then its job can be cancelled, and what went has gone
 */
export const withdrawDisposal = command({
  action: "intelligence.disposal.withdraw",
  input: disposalInput,
  target: (tx, { disposal_id }) => lockDisposal(tx, disposal_id),
  subject: "disposal",
  allow: canWithdrawDisposal,
  run: async ({ tx, actor, target }) => {
    if (target.confirmed_at || target.withdrawn_at)
      throw new Fault("conflict", target.confirmed_at ? "It was confirmed." : "It was called off before.");
    await withdrawDisposalRow(tx, target.id, actor.userId);
    const about = { table: "disposals", recordId: target.id, organizationId: target.organization_id };
    await logEvent(tx, { action: "DISPOSAL_WITHDRAWN", ...about });
  },
});
