import { z } from "zod";
import { isHeld } from "@/db/queries/audit/holds";
import { confirmDisposalRow, lockDisposal } from "@/db/queries/intelligence/disposals";
import { logEvent } from "@/db/queries/kernel/events";
import { startJob } from "@/lib/jobs/job";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { canConfirmDisposal } from "./policy";
import { disposalInput } from "./retention-input";

/** What queues a disposal needs to know of it; the work itself stands in dispose.ts. */
export const disposeKind = { kind: "intelligence.dispose", input: z.object({ disposal_id: id() }) };

/**
 * The second person's word: it begins.
 * @throws Fault forbidden for who asked; conflict under a legal hold, or when it waits no more
 */
export const confirmDisposal = command({
  action: "intelligence.disposal.confirm",
  input: disposalInput,
  target: (tx, { disposal_id }) => lockDisposal(tx, disposal_id),
  subject: "disposal",
  sensitive: true,
  allow: canConfirmDisposal,
  run: async (context) => {
    const { tx, actor, target } = context;
    if (target.confirmed_at || target.withdrawn_at)
      throw new Fault("conflict", "This is not waiting any more: it was confirmed or withdrawn.");
    if (await isHeld(tx, target.organization_id))
      throw new Fault("conflict", "A legal hold stands. Until it is lifted, nothing of this agency is disposed of.");
    const job_id = await startJob(context, disposeKind, {
      organizationId: target.organization_id,
      title: `Disposal ${target.id}`,
      input: { disposal_id: target.id },
    });
    await confirmDisposalRow(tx, target.id, actor.userId, job_id);
    const about = { table: "disposals", recordId: target.id, organizationId: target.organization_id };
    await logEvent(tx, { action: "DISPOSAL_CONFIRMED", ...about, details: { job_id } });
    return { job_id };
  },
});
