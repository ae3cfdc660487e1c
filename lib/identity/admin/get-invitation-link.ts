import { z } from "zod";
import { findInvitation } from "@/db/queries/identity/invitations";
import { logEvent } from "@/db/queries/kernel/events";
import { findKeptMailWith } from "@/db/queries/notify/outbox";
import { command } from "@/lib/kernel/command";
import { config } from "@/lib/kernel/config";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { canAdminister } from "./policy";

/**
 * The link of an open invitation, to hand over by other means where the installation sends no mail. Where it does, only
 * the person invited ever sees the link.
 */
export const getInvitationLink = command({
  action: "identity.invitation.read-link",
  input: z.object({ invitationId: id() }),
  target: (tx, { invitationId }) => findInvitation(tx, invitationId),
  subject: "invitation",
  allow: canAdminister,
  run: async ({ tx, target }) => {
    if (config().smtpUrl) throw new Fault("conflict", "The link was mailed to the person; nobody else sees it.");
    const isOpen = !target.acceptedAt && !target.revokedAt && target.expiresAt > new Date();
    const mail = isOpen ? await findKeptMailWith(tx, target.email, "/invitation/") : undefined;
    const link = mail && /\S+\/invitation\/[\w-]+/.exec(mail.body)?.[0];
    if (!link) throw new Fault("conflict", "This invitation is not open any more. Send it again for a new link.");
    await logEvent(tx, {
      action: "READ",
      table: "user_invitations",
      recordId: target.id,
      organizationId: target.organizationId,
    });
    return { link };
  },
});
