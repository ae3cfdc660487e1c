import { z } from "zod";
import { acceptInvitationOnce } from "@/db/queries/identity/invitations";
import { command } from "@/lib/kernel/command";
import { invalidField } from "@/lib/kernel/fault";
import { accountConstraints, joiningInput } from "./account-input";
import { invitationGone, openInvitation } from "./open-invitation";
import { hashPassword } from "./password-hash";
import { passwordProblem } from "./password-rules";
import { anyone } from "./policy";
import { staged } from "@/lib/kernel/staged";
import { hashToken } from "./token";

/**
 * Makes the account that an invitation offers, with its e-mail, role and organization; once.
 * @throws Fault not_found when the invitation is not valid any more, invalid with the field that is wrong
 */
export const acceptInvitation = staged(
  { action: "identity.invitation.accept", input: joiningInput, as: "system:login" },
  async (caller, { password, ...given }) => {
    const offered = await openInvitation(caller, given);
    const words = [given.username, offered.email, given.firstName, given.lastName, offered.organization];
    const problem = passwordProblem(password, words);
    if (problem) throw invalidField("password", problem);
    await accept(caller, { ...given, passwordHash: await hashPassword(password) });
    return { username: given.username };
  },
);

const accept = command({
  action: "identity.invitation.accept",
  input: joiningInput.omit({ password: true }).extend({ passwordHash: z.string() }),
  as: "system:login",
  allow: anyone,
  constraints: accountConstraints,
  run: async ({ tx }, { token, ...account }) => {
    const made = await acceptInvitationOnce(tx, { tokenHash: hashToken(token), ...account });
    if (made === null) throw invitationGone();
  },
});
