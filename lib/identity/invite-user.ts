import { insertInvitation, revokeOpenInvitationsTo } from "@/db/queries/identity/invitations";
import { findOrganization } from "@/db/queries/identity/organizations";
import { emailIsTaken } from "@/db/queries/identity/users";
import type { Role } from "@/db/schema/identity/users";
import { command } from "@/lib/kernel/command";
import { invalidField } from "@/lib/kernel/fault";
import type { Context } from "@/lib/kernel/use-case";
import { queueMail } from "@/lib/notify/queue-mail";
import { invitationInput } from "./account-input";
import { INVITATION_SECONDS } from "./lifetimes";
import { invitationMail } from "./mails";
import { canAdministerUsers } from "./policy";
import { newToken } from "./token";

/** Invites by a link that works once, for a week. Inviting an e-mail again replaces the earlier invitation. */
export const inviteUser = command({
  action: "identity.invitation.create",
  input: invitationInput,
  target: (tx, input) => findOrganization(tx, input.organizationId),
  subject: "organization",
  allow: canAdministerUsers,
  run: async (context, { email, role }) => {
    if (await emailIsTaken(context.tx, email))
      throw invalidField("email", "There is already an account with this e-mail.");
    return await sendInvitation(context, { organization: context.target, email, role });
  },
});

/** Shared by inviting and inviting again. */
export async function sendInvitation(
  context: Pick<Context<unknown>, "tx" | "actor" | "after">,
  invitation: { organization: { id: number; name: string }; email: string; role: Role },
) {
  const { tx, actor } = context;
  const { organization, email, role } = invitation;
  await revokeOpenInvitationsTo(tx, email);
  const { token, hash } = newToken();
  const made = await insertInvitation(tx, {
    organizationId: organization.id,
    email,
    role,
    inviterId: actor.userId || null,
    tokenHash: hash,
    lifetime: INVITATION_SECONDS,
  });
  const inviter = actor.userId ? actor.name : "SecureSphere";
  const days = INVITATION_SECONDS / 86_400;
  await queueMail(context, invitationMail(email, { organization: organization.name, inviter, token, days }));
  return made;
}
