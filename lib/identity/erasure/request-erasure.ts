import { expireErasures, insertErasure } from "@/db/queries/identity/erasures";
import { findOrganization } from "@/db/queries/identity/organizations";
import { logEvent } from "@/db/queries/kernel/events";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { tellSuperusers } from "@/lib/notify/tell-superusers";
import { erasureRequestInput } from "./erasure-input";
import { canAskForErasure } from "./policy";
import { requireErasable, requireName } from "./require-erasable";

/** Days in which another superuser must confirm. */
const DAYS = 7;

/**
 * Asks for an organization to be erased: its rows, people, files and keys, and what the trail says of its values. Nothing
 * happens until another superuser confirms it.
 * @throws Fault conflict for one that serves others, or is to be erased already; invalid for another name than its own
 */
export const requestErasure = command({
  action: "identity.erasure.request",
  input: erasureRequestInput,
  target: (tx, { organizationId }) => findOrganization(tx, organizationId),
  subject: "organization",
  sensitive: true,
  allow: canAskForErasure,
  reason: (input) => input.reason,
  constraints: {
    organization_erasures_open_key: { path: "organizationId", message: "Somebody asked for this already." },
  },
  run: async ({ tx, actor, target }, { name, reason }) => {
    if (actor.organizationId === target.id)
      throw new Fault("conflict", "Your own organization cannot be erased by you.");
    requireName(name, target.name);
    await requireErasable(tx, target.id);
    await expireErasures(tx, target.id);
    const id = await insertErasure(tx, { subjectId: target.id, reason, by: actor.userId, days: DAYS });
    const about = { table: "organization_erasures", recordId: id, organizationId: target.id };
    await logEvent(tx, { action: "ERASURE_REQUESTED", ...about });
    await tellSuperusers(tx, {
      kind: "erasure_requested",
      key: `erasure:${id}:requested`,
      subject: `Organization ${target.id} is to be erased`,
      detail: `${actor.username} asks for it. Another superuser must confirm within ${DAYS} days, or it lapses.`,
      link: `/admin/organizations/${target.id}`,
    });
    return { id };
  },
});
