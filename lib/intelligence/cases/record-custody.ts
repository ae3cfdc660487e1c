import { findAnalyst, listMembers } from "@/db/queries/intelligence/case-members";
import { lockCase } from "@/db/queries/intelligence/cases";
import { findExhibit, lockExhibit } from "@/db/queries/intelligence/exhibits";
import { command } from "@/lib/kernel/command";
import { invalidField } from "@/lib/kernel/fault";
import { announceHandover } from "./announce-case";
import { custodyInput } from "./case-input";
import { canRecordCustody } from "./case-policy";
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
    // The case first, as taking in does: while it is locked it does not end, and nobody leaves it.
    const known = await findExhibit(tx, id);
    const found = known && (await lockCase(tx, known.case_id));
    const exhibit = found && (await lockExhibit(tx, id));
    return exhibit && { exhibit, found };
  },
  allow: (actor, { exhibit, found }, { action }) => canRecordCustody(actor, found, exhibit, action),
  run: async ({ tx, actor, target: { exhibit, found } }, input) => {
    const by = { id: actor.userId, name: actor.name };
    const holder = exhibit.holder_id === null ? null : { id: exhibit.holder_id, name: exhibit.holder };
    const { action, reason } = input;
    const inStead = holder?.id !== actor.userId && action !== "accepted" && exhibit.receiver_id !== actor.userId;
    if (!reason && (inStead || action === "returned" || action === "disposed"))
      throw invalidField("reason", "is required");
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
