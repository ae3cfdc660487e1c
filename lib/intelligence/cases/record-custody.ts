import { findAnalyst, listMembers } from "@/db/queries/intelligence/case-members";
import { findOpenCase } from "@/db/queries/intelligence/cases";
import { lockExhibit } from "@/db/queries/intelligence/exhibits";
import { command } from "@/lib/kernel/command";
import { Fault, invalidField } from "@/lib/kernel/fault";
import { announceHandover } from "./announce-case";
import { custodyInput } from "./case-input";
import { canReadCase } from "./case-policy";
import { isOver } from "./case-rules";
import { appendCustody, exhibitName } from "./exhibit";

/**
 * Writes what happened to an exhibit into its chain: handed over, accepted by whoever it was handed to, examined, returned,
 * disposed of. The holder writes it; who manages the case may hand over, take back, return and dispose in a holder's stead, with a
 * reason.
 * @throws Fault conflict for what cannot follow; invalid for a receiver who is no member
 */
export const recordCustody = command({
  action: "intelligence.custody.record",
  subject: "exhibit",
  input: custodyInput,
  target: async (tx, { exhibit_id: id }) => {
    const exhibit = await lockExhibit(tx, id);
    const found = exhibit && (await findOpenCase(tx, exhibit.case_id));
    return found && { exhibit, found };
  },
  allow: (actor, { exhibit, found }, { action }) => {
    if (actor.role !== "analyst" || !canReadCase(actor, found) || isOver(found.status)) return false;
    if (action === "accepted") return exhibit.receiver_id === actor.userId;
    if (action === "declined" && exhibit.receiver_id === actor.userId) return true;
    return exhibit.holder_id === actor.userId || (action !== "examined" && found.can_manage);
  },
  run: async ({ tx, actor, target: { exhibit, found } }, input) => {
    const by = { id: actor.userId, name: actor.name };
    const holder = exhibit.holder_id === null ? null : { id: exhibit.holder_id, name: exhibit.holder };
    const { action, reason } = input;
    const inStead = holder?.id !== actor.userId && action !== "accepted" && exhibit.receiver_id !== actor.userId;
    if (!reason && (inStead || action === "returned" || action === "disposed"))
      throw invalidField("reason", "is required");
    if (action === "disposed" && !found.can_manage)
      throw new Fault("forbidden", "What is disposed of is gone: it takes who manages the case.");
    const gives = action === "transferred" || action === "accepted" || action === "returned" || action === "disposed";
    const to = await receiverOf();
    const link = await appendCustody(tx, exhibit, { action, by, from: gives ? holder : null, to, reason });
    if (action === "transferred" && to?.id) await announceHandover(tx, actor, found, to.id, exhibitName(exhibit));
    return { exhibit_id: exhibit.id, seq: link.seq, hash: link.hash };

    async function receiverOf() {
      if (action === "accepted") return by;
      if (action === "returned") {
        if (!input.to_name) throw invalidField("to_name", "is required: say to whom");
        return { id: null, name: input.to_name };
      }
      if (action !== "transferred") return null;
      const userId = input.to_user_id;
      if (!userId) throw invalidField("to_user_id", "is required: say to whom");
      const members = await listMembers(tx, found.id);
      const name = await findAnalyst(tx, userId, found.organization_id);
      if (!name || !members.some((member) => member.user_id === userId))
        throw invalidField("to_user_id", "is no member of this case");
      return { id: userId, name };
    }
  },
});
