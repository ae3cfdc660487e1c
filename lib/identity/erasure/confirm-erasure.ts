import { confirmErasureRow, lockErasure } from "@/db/queries/identity/erasures";
import { logEvent } from "@/db/queries/kernel/events";
import { startJob } from "@/lib/jobs/job";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { erasureConfirmationInput } from "./erasure-input";
import { eraseKind } from "./erase-kind";
import { canConfirmErasure } from "./policy";
import { requireErasable, requireName } from "./require-erasable";

/**
 * The second person's word: it begins.
 * @throws Fault forbidden for who asked; conflict when it is over, or was confirmed before
 */
export const confirmErasure = command({
  action: "identity.erasure.confirm",
  input: erasureConfirmationInput,
  target: (tx, { erasureId }) => lockErasure(tx, erasureId),
  subject: "erasure",
  sensitive: true,
  allow: canConfirmErasure,
  run: async (context, { name }) => {
    const { tx, actor, target } = context;
    if (target.withdrawn_at || target.is_expired || target.confirmed_at || target.organization === null)
      throw new Fault("conflict", "This is not waiting any more: it was confirmed, withdrawn, or lapsed.");
    if (actor.organizationId === target.subject_id)
      throw new Fault("conflict", "Your own organization cannot be erased by you.");
    requireName(name, target.organization);
    await requireErasable(tx, target.subject_id);
    // Of the whole service, and without the name: it outlives the organization.
    const title = `Erasure of organization ${target.subject_id}`;
    const input = { erasure_id: target.id };
    const job_id = await startJob(context, eraseKind, { organizationId: null, title, input });
    await confirmErasureRow(tx, target.id, actor.userId, job_id);
    const about = { table: "organization_erasures", recordId: target.id, organizationId: target.subject_id };
    await logEvent(tx, { action: "ERASURE_CONFIRMED", ...about, details: { job_id } });
    return { job_id };
  },
});
