import { z } from "zod";
import { findOfferedInvitation } from "@/db/queries/identity/invitations";
import { Fault } from "@/lib/kernel/fault";
import { query } from "@/lib/kernel/query";
import { tokenInput } from "./account-input";
import { anyone } from "./policy";
import { hashToken } from "./token";

export const invitationGone = () =>
  new Fault("not_found", "This invitation is not valid any more. Ask whoever invited you to send it again.");

/** What an invitation link offers. Looking does not use it up: mail scanners look too. */
export const openInvitation = query({
  action: "identity.invitation.open",
  input: z.object({ token: tokenInput }),
  as: "system:login",
  allow: anyone,
  run: async ({ tx }, { token }) => {
    const offered = await findOfferedInvitation(tx, hashToken(token));
    if (!offered?.isOpen) throw invitationGone();
    return { organization: offered.organization, email: offered.email, role: offered.role };
  },
});
