import { z } from "zod";
import { openSession } from "@/db/queries/identity/sign-in";
import { logEvent } from "@/db/queries/kernel/events";
import { mustUseSso } from "@/db/queries/identity/sso";
import { command } from "@/lib/kernel/command";
import { query } from "@/lib/kernel/query";
import { countGuess, forgiveGuess, type Guess } from "../guess-limits";
import { readDevice, rememberDevice } from "../known-device";
import { SESSION_SECONDS } from "../lifetimes";
import { anyone } from "../policy";
import { staged } from "@/lib/kernel/staged";
import { newToken } from "../token";
import { assertionInput } from "./factor-input";
import { passkeyRequest, takePasskey, type Occasion } from "./take-passkey";

/** A passkey whose device has recognized its person is two factors in one. */
const ALONE: Occasion = { purpose: "sign-in", subject: "", alone: true };

/** What the browser asks for a passkey with, before it is known whose. */
export const askForPasskey = query({
  action: "identity.passkey.ask",
  input: z.object({}),
  as: "system:login",
  allow: anyone,
  run: () => passkeyRequest(ALONE, []),
});

/** Signs in by a passkey alone: nothing is typed, and nothing that another site could ask for is sent. */
export const signInWithPasskey = staged(
  {
    action: "identity.session.open-by-passkey",
    input: z.object({ passkey: assertionInput, device: z.string().optional() }),
    as: "system:login",
  },
  async (caller, { passkey, device }) => {
    const { token, hash } = newToken();
    const outcome = await open(caller, { passkey, hash });
    if (outcome.kind !== "signed-in") return outcome;
    return { ...outcome, token, device: rememberDevice(readDevice(device), outcome.userId) };
  },
);

const open = command({
  action: "identity.session.open-by-passkey",
  input: z.object({ passkey: assertionInput, hash: z.instanceof(Buffer) }),
  as: "system:login",
  allow: anyone,
  run: async ({ tx, caller }, given) => {
    const guesses: Guess[] = [["address", caller.address]];
    const { retryAfter } = await countGuess(tx, guesses);
    if (retryAfter !== undefined) return { kind: "throttled" as const, retryAfter };
    const passkey = await takePasskey(tx, given.passkey, ALONE);
    const elsewhere = passkey?.isActive && (await mustUseSso(tx, passkey.userId));
    if (!passkey?.isActive || elsewhere) {
      const details = { factor: "passkey", ...(elsewhere && { reason: "single sign-on only" }) };
      await logEvent(tx, { action: "LOGIN_FAILED", table: "users", recordId: passkey?.userId, details });
      return { kind: "refused" as const };
    }
    await forgiveGuess(tx, guesses);
    const { userId } = passkey;
    await openSession(tx, { userId, tokenHash: given.hash, seconds: SESSION_SECONDS, factor: "passkey" });
    return { kind: "signed-in" as const, userId };
  },
});
