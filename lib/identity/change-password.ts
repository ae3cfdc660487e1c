import { z } from "zod";
import { changeOwnPasswordHash, readOwnPasswordHash } from "@/db/queries/identity/credentials";
import type { Actor } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { Fault, invalidField } from "@/lib/kernel/fault";
import { queueMail } from "@/lib/notify/queue-mail";
import { passwordChangeInput } from "./account-input";
import { countGuess, forgiveGuess } from "./guess-limits";
import { passwordChangedMail } from "./mails";
import { hashPassword, verifyPassword } from "./password-hash";
import { passwordProblem } from "./password-rules";
import { isPerson } from "./policy";
import { staged } from "./staged";

/**
 * Changes the actor's own password, which must be given once more. Every other device is signed out, and a mail says so.
 * @throws Fault invalid with the field that is wrong, too_many_requests after ten wrong guesses
 */
export const changePassword = staged(
  { action: "identity.password.change", input: passwordChangeInput },
  async (caller, given) => {
    const { actor, currentHash, retryAfter } = await askOwnPassword(caller, {});
    if (retryAfter) throw new Fault("too_many_requests", "Too many wrong guesses. Wait a while.", { retryAfter });
    if (!(await verifyPassword(currentHash ?? undefined, given.current))) {
      throw invalidField("current", "This is not your current password.");
    }
    const problem = passwordProblem(given.replacement, wordsOf(actor));
    if (problem) throw invalidField("replacement", problem);
    if (given.replacement.normalize("NFKC") === given.current.normalize("NFKC")) {
      throw invalidField("replacement", "Choose a password that differs from the current one.");
    }
    await replace(caller, { expected: currentHash!, replacement: await hashPassword(given.replacement) });
  },
);

const askOwnPassword = command({
  action: "identity.password.confirm",
  input: z.object({}),
  beforePasswordChange: true,
  allow: isPerson,
  run: async ({ tx, actor }) => {
    const { retryAfter } = await countGuess(tx, [["confirmation", String(actor.userId)]]);
    return { actor, currentHash: await readOwnPasswordHash(tx), retryAfter };
  },
});

const replace = command({
  action: "identity.password.change",
  input: z.object({ expected: z.string(), replacement: z.string() }),
  beforePasswordChange: true,
  allow: isPerson,
  run: async (context, { expected, replacement }) => {
    const { tx, actor } = context;
    await forgiveGuess(tx, [["confirmation", String(actor.userId)]]);
    if (!(await changeOwnPasswordHash(tx, expected, replacement))) {
      throw new Fault("conflict", "Your password was changed somewhere else just now. Sign in again.");
    }
    await queueMail(context, passwordChangedMail(actor.email, actor.name));
  },
});

/** What an attacker would try first for this person. */
const wordsOf = (actor: Pick<Actor, "username" | "email" | "name" | "organization">) => [
  actor.username,
  actor.email,
  actor.name,
  actor.organization,
];
