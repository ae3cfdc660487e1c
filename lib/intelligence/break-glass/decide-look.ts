import { decideGrant, lockGrant } from "@/db/queries/intelligence/break-glass";
import { logEvent } from "@/db/queries/kernel/events";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { glassDecisionInput } from "../cases/case-input";
import { canDecideGlass } from "../cases/case-policy";
import { tellCase } from "./tell-case";

/**
 * The second superuser's word. Once granted, the look begins and ends by itself.
 * @throws Fault forbidden for who asked; conflict when it was decided, withdrawn, or lapsed
 */
export const decideLook = command({
  action: "intelligence.break-glass.decide",
  subject: "look",
  input: glassDecisionInput,
  target: (tx, input) => lockGrant(tx, input.grant_id),
  sensitive: true,
  allow: canDecideGlass,
  run: async ({ tx, actor, target }, { grants }) => {
    if (target.state !== "waiting")
      throw new Fault("conflict", "This does not wait any more: it was decided, withdrawn, or lapsed.");
    await decideGrant(tx, target.id, actor.userId, grants);
    await logEvent(tx, {
      action: grants ? "BREAK_GLASS_GRANTED" : "BREAK_GLASS_REFUSED",
      table: "break_glass_grants",
      recordId: target.id,
      organizationId: target.organization_id,
      details: { case_id: target.case_id, requested_by: target.requested_by, minutes: target.minutes },
    });
    await tellCase(
      tx,
      actor,
      target,
      grants
        ? {
            kind: "break_glass_granted",
            subject: `${target.requester} may look into ${target.case_number}`,
            detail: `Granted by ${actor.name} for ${target.minutes} minutes: ${target.reason}`,
          }
        : {
            kind: "break_glass_refused",
            subject: `A look into ${target.case_number} was refused`,
            detail: `${actor.name} refused what ${target.requester} asked for.`,
          },
    );
    return { id: target.id, granted: grants };
  },
});
