import { z } from "zod";
import { readOwnPasswordHash } from "@/db/queries/identity/credentials";
import { factorsOf } from "@/db/queries/identity/factors";
import { proveSession } from "@/db/queries/identity/sessions";
import { logEvent } from "@/db/queries/kernel/events";
import type { Actor } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { Fault, invalidField } from "@/lib/kernel/fault";
import { queueMail } from "@/lib/notify/queue-mail";
import { countGuess, forgiveGuess, type Guess } from "../guess-limits";
import { verifyPassword } from "../password-hash";
import { isPerson } from "../policy";
import { staged } from "@/lib/kernel/staged";
import { recoveryCodeMail } from "./factor-mails";
import { proofInput } from "./factor-input";
import { takeFactor } from "./take-factor";
import type { Occasion } from "./take-passkey";

/** A passkey that is asked for once more answers for this session alone. */
export const provingOccasion = ({ sessionId }: Pick<Actor, "sessionId">): Occasion => ({
  purpose: "prove",
  subject: sessionId ?? "none",
});

const guessesOf = (actor: Actor): Guess[] => [["confirmation", String(actor.userId)]];

/**
 * Shows once more who acts, before something sensitive: by a second factor, or by the password of an account that has
 * none. It counts for ten minutes.
 * @throws Fault invalid for what does not show it, too_many_requests after ten wrong guesses
 */
export const provePerson = staged(
  { action: "identity.session.prove", input: proofInput },
  async (caller, { password, ...answer }) => {
    const { hasFactor, currentHash, retryAfter } = await ask(caller, {});
    if (retryAfter) throw new Fault("too_many_requests", "Too many wrong guesses. Wait a while.", { retryAfter });
    if (password !== undefined) {
      if (hasFactor) throw invalidField("password", "Use your second factor");
      if (!(await verifyPassword(currentHash ?? undefined, password))) {
        await noteFailure(caller, {});
        throw invalidField("password", "This is not your password");
      }
      return proveByPassword(caller, { expected: currentHash! });
    }
    if (!(await proveByFactor(caller, answer))) {
      throw invalidField(answer.passkey ? "passkey" : "code", "This was not right, or was used before");
    }
  },
);

const ask = command({
  action: "identity.session.prove",
  input: z.object({}),
  beforePasswordChange: true,
  allow: isPerson,
  run: async ({ tx, actor }) => {
    const { retryAfter } = await countGuess(tx, guessesOf(actor));
    const { app, passkey } = await factorsOf(tx, actor.userId);
    return { hasFactor: app || passkey, currentHash: await readOwnPasswordHash(tx), retryAfter };
  },
});

const noteFailure = command({
  action: "identity.session.prove",
  input: z.object({}),
  beforePasswordChange: true,
  allow: isPerson,
  run: ({ tx, actor }) => logEvent(tx, { action: "PROOF_FAILED", table: "users", recordId: actor.userId }),
});

/** For those who have verified it: the current password is proof where there is no second factor. */
export const proveByPassword = command({
  action: "identity.session.prove",
  input: z.object({ expected: z.string() }),
  beforePasswordChange: true,
  allow: isPerson,
  run: async ({ tx, actor }, { expected }) => {
    // The one that was verified, and still no second factor.
    const { app, passkey } = await factorsOf(tx, actor.userId);
    if (app || passkey || (await readOwnPasswordHash(tx)) !== expected) {
      throw new Fault("conflict", "How you sign in was changed somewhere else just now. Try again.");
    }
    await forgiveGuess(tx, guessesOf(actor));
    if (actor.sessionId !== null) await proveSession(tx, actor.sessionId);
    await logEvent(tx, { action: "PROOF", table: "users", recordId: actor.userId, details: { by: "password" } });
  },
});

/** Keeps what a failure has used up and counted. */
const proveByFactor = command({
  action: "identity.session.prove",
  input: proofInput.omit({ password: true }),
  beforePasswordChange: true,
  allow: isPerson,
  run: async (context, answer) => {
    const { tx, actor } = context;
    const factor = await takeFactor(tx, actor.userId, answer, provingOccasion(actor));
    const about = { table: "users", recordId: actor.userId };
    if (!factor) {
      await logEvent(tx, { action: "PROOF_FAILED", ...about });
      return false;
    }
    await forgiveGuess(tx, guessesOf(actor));
    if (actor.sessionId !== null) await proveSession(tx, actor.sessionId, factor);
    await logEvent(tx, { action: "PROOF", ...about, details: { by: factor } });
    if (factor === "recovery") {
      await logEvent(tx, { action: "RECOVERY_CODE_USED", ...about });
      await queueMail(context, recoveryCodeMail({ email: actor.email, firstName: actor.name }));
    }
    return true;
  },
});
