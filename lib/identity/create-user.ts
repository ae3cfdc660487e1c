import { findOrganization } from "@/db/queries/identity/organizations";
import { insertReset } from "@/db/queries/identity/resets";
import { insertUser } from "@/db/queries/identity/users";
import { command } from "@/lib/kernel/command";
import { queueMail } from "@/lib/notify/queue-mail";
import { accountConstraints, newUserInput } from "./account-input";
import { SENT_RESET_SECONDS } from "./lifetimes";
import { resetMail } from "./mails";
import { canAdministerUsers } from "./policy";
import { newToken } from "./token";

/**
 * Makes an account without a password: its person gets a link by mail and chooses one. Nobody else ever knows it.
 * `inviteUser` is the other way, where the person chooses the user name too.
 */
export const createUser = command({
  action: "identity.user.create",
  input: newUserInput,
  target: (tx, input) => findOrganization(tx, input.organizationId),
  subject: "organization",
  allow: canAdministerUsers,
  constraints: accountConstraints,
  run: async (context, input) => {
    const { id: userId } = await insertUser(context.tx, input);
    const { token, hash } = newToken();
    await insertReset(context.tx, userId, hash, SENT_RESET_SECONDS);
    await queueMail(
      context,
      resetMail(input.email, { firstName: input.firstName, token, hours: SENT_RESET_SECONDS / 3600 }),
    );
    return { id: userId };
  },
});
