import { z } from "zod";
import { changeOwnPasswordHash, readOwnPasswordHash } from "@/db/queries/identity/credentials";
import { factorsOf } from "@/db/queries/identity/factors";
import type { Actor } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { Fault, invalidField } from "@/lib/kernel/fault";
import { queueMail } from "@/lib/notify/queue-mail";
import { passwordChangeInput } from "./account-input";
import { proveByPassword } from "./factors/prove-person";
import { countGuess, forgiveGuess } from "./guess-limits";
import { passwordChangedMail } from "./mails";
import { hashPassword, verifyPassword } from "./password-hash";
import { passwordProblem } from "./password-rules";
import { isPerson } from "./policy";
import { staged } from "@/lib/kernel/staged";

/**
 * Changes the actor's own password, which must be given once more: that is proof enough for an account that has no second
 * factor. Every other device is signed out, and a mail says so.
 * @throws Fault invalid with the field that is wrong, too_many_requests after ten wrong guesses
 */
export const changePassword = staged(
  { action: "identity.password.change", input: passwordChangeInput },
  async (caller, given) => {
    const { actor, currentHash, hasFactor, retryAfter } = await askOwnPassword(caller, {});
    if (retryAfter) throw new Fault("too_many_requests", "Too many wrong guesses. Wait a while.", { retryAfter });
    if (!(await verifyPassword(currentHash ?? undefined, given.current))) {
      throw invalidField("current", "This is not your current password.");
    }
    const problem = passwordProblem(given.replacement, wordsOf(actor));
    if (problem) throw invalidField("replacement", problem);
    if (given.replacement.normalize("NFKC") === given.current.normalize("NFKC")) {
      throw invalidField("replacement", "Choose a password that differs from the current one.");
    }
    if (!hasFactor) await proveByPassword(caller, { expected: currentHash! });
    await replace(caller, { expected: currentHash!, replacement: await hashPassword(given.replacement), hasFactor });
  },
);

const askOwnPassword = command({
  action: "identity.password.confirm",
  input: z.object({}),
  beforePasswordChange: true,
  allow: isPerson,
  run: async ({ tx, actor }) => {
    const { retryAfter } = await countGuess(tx, [["confirmation", String(actor.userId)]]);
    const { app, passkey } = await factorsOf(tx, actor.userId);
    return { actor, currentHash: await readOwnPasswordHash(tx), hasFactor: app || passkey, retryAfter };
  },
});

const replace = command({
  action: "identity.password.change",
  input: z.object({ expected: z.string(), replacement: z.string(), hasFactor: z.boolean() }),
  beforePasswordChange: true,
  sensitive: true,
  allow: isPerson,
  run: async (context, { expected, replacement, hasFactor }) => {
    const { tx, actor } = context;
    // Without a factor the proof by the password has taken the guess back.
    if (hasFactor) await forgiveGuess(tx, [["confirmation", String(actor.userId)]]);
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
