import { z } from "zod";
import { findSignIn, finishSignIn as finishPending, openSession } from "@/db/queries/identity/sign-in";
import { logEvent } from "@/db/queries/kernel/events";
import { command } from "@/lib/kernel/command";
import { queueMail } from "@/lib/notify/queue-mail";
import { countGuess, forgiveGuess, type Guess } from "../guess-limits";
import { readDevice, rememberDevice } from "../known-device";
import { SESSION_SECONDS } from "../lifetimes";
import { anyone } from "../policy";
import { staged } from "@/lib/kernel/staged";
import { hashToken, newToken } from "../token";
import { recoveryCodeMail } from "./factor-mails";
import { assertionInput, codeInput } from "./factor-input";
import { takeFactor } from "./take-factor";
import type { Occasion } from "./take-passkey";

const answer = z.object({ code: codeInput.optional(), passkey: assertionInput.optional() });

/** A passkey that is asked for after a password answers for that sign-in alone. */
export const secondFactorOccasion = (pendingHash: Buffer): Occasion => ({
  purpose: "second",
  subject: pendingHash.toString("hex"),
});

/**
 * The last step of signing in for an account with a second factor: a code, a recovery code or a passkey. Codes work once;
 * too many guesses are refused before anything is verified. `pending` is what signIn began.
 */
export const finishSignIn = staged(
  {
    action: "identity.session.finish",
    input: answer.extend({ pending: z.string().max(200), device: z.string().optional() }),
    as: "system:login",
  },
  async (caller, { pending, device, ...given }) => {
    const { token, hash } = newToken();
    const outcome = await show(caller, { ...given, pendingHash: hashToken(pending), hash });
    if (outcome.kind !== "signed-in") return outcome;
    return { ...outcome, token, device: rememberDevice(readDevice(device), outcome.userId) };
  },
);

const show = command({
  action: "identity.session.finish",
  input: answer.extend({ pendingHash: z.instanceof(Buffer), hash: z.instanceof(Buffer) }),
  as: "system:login",
  allow: anyone,
  run: async (context, { pendingHash, hash, ...given }) => {
    const { tx } = context;
    const waiting = await findSignIn(tx, pendingHash);
    if (!waiting) return { kind: "expired" as const };
    const { userId } = waiting;
    const about = { table: "users", recordId: userId, organizationId: waiting.organizationId };
    const guesses: Guess[] = [["factor", String(userId)]];
    const { retryAfter, justReached } = await countGuess(tx, guesses);
    if (justReached) await logEvent(tx, { action: "FACTOR_THROTTLED", ...about });
    if (retryAfter !== undefined) return { kind: "throttled" as const, retryAfter };
    const factor = await takeFactor(tx, userId, given, secondFactorOccasion(pendingHash));
    if (!factor) {
      await logEvent(tx, { action: "FACTOR_FAILED", ...about });
      return { kind: "refused" as const };
    }
    if (!(await finishPending(tx, pendingHash))) return { kind: "expired" as const };
    await forgiveGuess(tx, guesses);
    if (factor === "recovery") {
      await logEvent(tx, { action: "RECOVERY_CODE_USED", ...about });
      await queueMail(context, recoveryCodeMail(waiting));
    }
    await openSession(tx, { userId, tokenHash: hash, seconds: SESSION_SECONDS, factor });
    return { kind: "signed-in" as const, userId };
  },
});
