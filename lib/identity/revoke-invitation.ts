import { z } from "zod";
import { findInvitation, revokeInvitationById } from "@/db/queries/identity/invitations";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { canAdministerUsers } from "./policy";

/** The link stops working at once. */
export const revokeInvitation = command({
  action: "identity.invitation.revoke",
  input: z.object({ invitationId: id() }),
  target: (tx, input) => findInvitation(tx, input.invitationId),
  subject: "invitation",
  allow: canAdministerUsers,
  run: async ({ tx, target }) => {
    if (target.acceptedAt)
      throw new Fault("conflict", "This invitation was accepted already; disable the account instead.");
    await revokeInvitationById(tx, target.id);
  },
});
