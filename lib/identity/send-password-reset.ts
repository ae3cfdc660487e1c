import { z } from "zod";
import { insertReset } from "@/db/queries/identity/resets";
import { findUser } from "@/db/queries/identity/users";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { queueMail } from "@/lib/notify/queue-mail";
import { SENT_RESET_SECONDS } from "./lifetimes";
import { resetLink, resetMail } from "./mails";
import { canAdministerUsers, isOperator } from "./policy";
import { newToken } from "./token";

/**
 * Mails an account a link to choose a new password. The command line also gets the link itself, for an installation
 * without mail; a superuser never sees it here.
 */
export const sendPasswordReset = command({
  action: "identity.reset.send",
  input: z.object({ userId: id() }),
  target: (tx, input) => findUser(tx, input.userId),
  subject: "user",
  sensitive: true,
  allow: canAdministerUsers,
  run: async (context) => {
    const { tx, actor, target } = context;
    if (!target.isActive) throw new Fault("conflict", "This account is disabled. Enable it first.");
    const { token, hash } = newToken();
    await insertReset(tx, target.id, hash, SENT_RESET_SECONDS);
    const hours = SENT_RESET_SECONDS / 3600;
    await queueMail(context, resetMail(target.email, { firstName: target.firstName, token, hours }));
    return { link: isOperator(actor) ? resetLink(token) : undefined };
  },
});
