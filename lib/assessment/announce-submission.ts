import type { LockedSetRow } from "@/db/queries/assessment/answer-set";
import { listLeads } from "@/db/queries/assessment/recipients";
import type { Actor } from "@/lib/kernel/actor";
import type { Context } from "@/lib/kernel/use-case";
import { notify } from "@/lib/notify/notify";
import { queuePath } from "./links";

/** Tells the leads assigned to the organization that answers were handed in. */
export async function announceSubmission(
  context: Pick<Context<unknown>, "tx">,
  actor: Actor,
  set: LockedSetRow,
  count: number,
  section: string | undefined,
): Promise<void> {
  const leads = await listLeads(context.tx, set.organization_id);
  await notify(
    context.tx,
    actor,
    leads.map((lead) => lead.id),
    {
      organizationId: set.organization_id,
      kind: "responses_submitted",
      subject: `${count === 1 ? "One answer" : `${count} answers`} of ${set.name} to review`,
      detail: section ? `Section ${section}` : "",
      link: queuePath(set.id),
    },
  );
}
