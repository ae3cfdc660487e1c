import { isHeld } from "@/db/queries/audit/holds";
import { insertDisposal } from "@/db/queries/intelligence/disposals";
import { listRetention } from "@/db/queries/intelligence/retention";
import { logEvent } from "@/db/queries/kernel/events";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { tellSuperusers } from "@/lib/notify/tell-superusers";
import { canAskForDisposal } from "./policy";
import { disposalRequestInput } from "./retention-input";

/**
 * Asks for what is past its time now to be disposed of: messages, archived ones too, what was found in them, and what is left
 * of both. Nothing happens until a superuser other than who asked confirms it.
 * @throws Fault conflict under a legal hold, where nothing is due, or while another waits
 */
export const requestDisposal = command({
  action: "intelligence.disposal.request",
  input: disposalRequestInput,
  sensitive: true,
  allow: (actor, _, input) => canAskForDisposal(actor, input.organization_id),
  reason: (input) => input.reason,
  constraints: { disposals_open_key: { path: "organization_id", message: "One is waiting or under way already." } },
  run: async ({ tx, actor }, { organization_id, reason }) => {
    if (await isHeld(tx, organization_id))
      throw new Fault("conflict", "A legal hold stands. Until it is lifted, nothing of this agency is disposed of.");
    const due = (await listRetention(tx, organization_id)).filter((source) => source.due + source.archived_due > 0);
    if (due.length === 0) throw new Fault("conflict", "Nothing is past its time.");
    const parts = due.map(({ source_id, before }) => ({ source_id, before: before!.toISOString() }));
    const expected = due.reduce((sum, source) => sum + source.due + source.archived_due, 0);
    const id = await insertDisposal(tx, { organizationId: organization_id, parts, reason, expected, by: actor.userId });
    const about = { table: "disposals", recordId: id, organizationId: organization_id };
    await logEvent(tx, { action: "DISPOSAL_REQUESTED", ...about, details: { expected, parts } });
    await tellSuperusers(tx, {
      kind: "disposal_requested",
      key: `disposal:${id}:requested`,
      subject: "Material is to be disposed of",
      detail: `${actor.username} asks for the disposal of ${expected} messages that are past their time. A superuser must confirm it.`,
      link: `/retention?organization_id=${organization_id}`,
    });
    return { id, expected };
  },
});
