import { hasOpenGrant, insertGrant } from "@/db/queries/intelligence/break-glass";
import { lockRegistered } from "@/db/queries/intelligence/cases";
import { logEvent } from "@/db/queries/kernel/events";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { tellSuperusers } from "@/lib/notify/tell-superusers";
import { glassRequestInput } from "../cases/case-input";
import { canAskForGlass } from "../cases/case-policy";
import { tellCase } from "./tell-case";

/** Hours in which another superuser must decide. */
const HOURS = 24;

/**
 * Asks to look into a case, with a reason. Nothing is seen until another superuser grants it; the case's people are told
 * now.
 * @throws Fault conflict while a request of the caller waits or a look is open
 */
export const requestLook = command({
  action: "intelligence.break-glass.request",
  subject: "case",
  input: glassRequestInput,
  // Locked, so that of two requests at once the second finds the first.
  target: (tx, input) => lockRegistered(tx, input.case_id),
  sensitive: true,
  allow: canAskForGlass,
  reason: (input) => input.reason,
  run: async ({ tx, actor, target }, { reason, minutes }) => {
    const place = { organizationId: target.organization_id, caseId: target.id };
    if (await hasOpenGrant(tx, place.organizationId, place.caseId, actor.userId))
      throw new Fault("conflict", "You asked for this already: it waits, or your look is not over.");
    const lapsesAt = new Date(Date.now() + HOURS * 3_600_000);
    const id = await insertGrant(tx, { ...place, reason, minutes, requestedBy: actor.userId, lapsesAt });
    const about = { table: "break_glass_grants", recordId: id, organizationId: place.organizationId };
    await logEvent(tx, { action: "BREAK_GLASS_REQUESTED", ...about, details: { case_id: target.id, reason, minutes } });
    const look = { id, organization_id: place.organizationId, case_id: target.id, case_number: target.number };
    await tellCase(tx, actor, look, {
      kind: "break_glass_requested",
      subject: `${actor.name} asks to look into ${target.number}`,
      detail: `${reason} It takes another superuser's word.`,
    });
    await tellSuperusers(tx, {
      kind: "break_glass_asked",
      key: `break-glass:${id}:asked`,
      subject: `${actor.name} asks to look into ${target.number}`,
      detail: `Another superuser grants or refuses it within ${HOURS} hours, or it lapses.`,
      link: `/admin/break-glass?look=${id}`,
    });
    return { id };
  },
});
