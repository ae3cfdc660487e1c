import { z } from "zod";
import { useResetOnce } from "@/db/queries/identity/resets";
import { command } from "@/lib/kernel/command";
import { invalidField } from "@/lib/kernel/fault";
import { queueMail } from "@/lib/notify/queue-mail";
import { resetInput } from "./account-input";
import { passwordChangedMail } from "./mails";
import { openReset, resetGone } from "./open-reset";
import { hashPassword } from "./password-hash";
import { passwordProblem } from "./password-rules";
import { anyone } from "./policy";
import { staged } from "@/lib/kernel/staged";
import { hashToken } from "./token";

/**
 * Sets the password that a reset link permits to choose, once. Every device is signed out, and a mail says so.
 * @throws Fault not_found when the link is not valid any more, invalid for a password against the rules
 */
export const resetPassword = staged(
  { action: "identity.reset.use", input: resetInput, as: "system:login" },
  async (caller, { token, password }) => {
    const { username, email } = await openReset(caller, { token });
    const problem = passwordProblem(password, [username, email]);
    if (problem) throw invalidField("password", problem);
    await use(caller, { token, email, passwordHash: await hashPassword(password) });
  },
);

const use = command({
  action: "identity.reset.use",
  input: resetInput.pick({ token: true }).extend({ email: z.string(), passwordHash: z.string() }),
  as: "system:login",
  allow: anyone,
  run: async (context, { token, email, passwordHash }) => {
    if ((await useResetOnce(context.tx, hashToken(token), passwordHash)) === null) throw resetGone();
    await queueMail(context, passwordChangedMail(email, ""));
  },
});
