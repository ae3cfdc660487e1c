import { z } from "zod";
import { findInvitation } from "@/db/queries/identity/invitations";
import { emailIsTaken } from "@/db/queries/identity/users";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { sendInvitation } from "./invite-user";
import { canAdministerUsers } from "./policy";

/** Sends a new link for an invitation that is open, expired or revoked; earlier links stop working. */
export const resendInvitation = command({
  action: "identity.invitation.resend",
  input: z.object({ invitationId: id() }),
  target: (tx, input) => findInvitation(tx, input.invitationId),
  subject: "invitation",
  allow: canAdministerUsers,
  run: async (context) => {
    const { target } = context;
    if (target.acceptedAt || (await emailIsTaken(context.tx, target.email))) {
      throw new Fault("conflict", "This person has an account already.");
    }
    const organization = { id: target.organizationId, name: target.organization };
    return await sendInvitation(context, { organization, email: target.email, role: target.role });
  },
});
