import { listThreadRecipients } from "@/db/queries/assessment/recipients";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/kernel/database";
import { notify } from "@/lib/notify/notify";
import type { Action } from "./action";
import { actionPath } from "./links";

const about = (action: Action) => `${action.product}${action.due_on ? `, due ${action.due_on}` : ""}`;

/** Tells a new owner that an action is theirs. */
export async function announceOwner(tx: Tx, actor: Actor, action: Action): Promise<void> {
  if (action.owner_id === null) return;
  await notify(tx, actor, [action.owner_id], {
    organizationId: action.organization_id,
    kind: "action_assigned",
    subject: `An action is yours: ${action.title}`,
    detail: about(action),
    link: actionPath(action.product_id, action.id),
  });
}

/** Tells the product's owner and members that somebody else proposed an action which nobody owns yet. */
export async function announceProposal(tx: Tx, actor: Actor, action: Action): Promise<void> {
  const thread = { organizationId: action.organization_id, productId: action.product_id, responseId: null };
  const people = await listThreadRecipients(tx, { ...thread, leads: false });
  await notify(
    tx,
    actor,
    people.filter(({ role }) => role === "client").map(({ id }) => id),
    {
      organizationId: action.organization_id,
      kind: "action_proposed",
      subject: `Action proposed: ${action.title}`,
      detail: about(action),
      link: actionPath(action.product_id, action.id),
    },
  );
}
