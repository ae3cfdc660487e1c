import {
  confirmAuthenticatorRow,
  findAuthenticatorsOf,
  listAuthenticators,
  lockFactors,
  takeStep,
} from "@/db/queries/identity/factors";
import { command } from "@/lib/kernel/command";
import { Fault, invalidField, notFound } from "@/lib/kernel/fault";
import { countGuess, forgiveGuess, type Guess } from "../guess-limits";
import { isPerson } from "../policy";
import { staged } from "@/lib/kernel/staged";
import { confirmAppInput } from "./factor-input";
import { welcomeFactor } from "./keep-factor";
import { openSecret } from "./take-factor";
import { stepOfCode } from "./totp";

/**
 * Puts an authenticator app in use by its first code. Answers with recovery codes where there were none.
 * @throws Fault invalid for a code that is not the app's, too_many_requests after ten of them
 */
export const confirmApp = staged(
  { action: "identity.factor.confirm-app", input: confirmAppInput },
  async (caller, given) => {
    const outcome = await confirm(caller, given);
    if (outcome.kind === "throttled") {
      const { retryAfter } = outcome;
      throw new Fault("too_many_requests", "Too many wrong codes. Wait a while.", { retryAfter });
    }
    if (outcome.kind === "refused") {
      throw invalidField("code", "This is not the app's code. Is the time on your phone right? Wait for the next one.");
    }
    return { recoveryCodes: outcome.recoveryCodes };
  },
);

const confirm = command({
  action: "identity.factor.confirm-app",
  input: confirmAppInput,
  beforeSecondFactor: true,
  sensitive: true,
  allow: isPerson,
  run: async (context, { authenticatorId, code }) => {
    const { tx, actor } = context;
    await lockFactors(tx, actor.userId);
    const waiting = (await findAuthenticatorsOf(tx, actor.userId)).find(({ id }) => id === authenticatorId);
    if (!waiting || waiting.isConfirmed) throw notFound("app that waits for its first code");
    const guesses: Guess[] = [["factor", String(actor.userId)]];
    const { retryAfter } = await countGuess(tx, guesses);
    if (retryAfter !== undefined) return { kind: "throttled" as const, retryAfter };
    const step = stepOfCode(openSecret(waiting, actor.userId), code.replace(/[\s-]/g, ""));
    if (step === undefined || !(await takeStep(tx, waiting.id, step))) return { kind: "refused" as const };
    await forgiveGuess(tx, guesses);
    await confirmAuthenticatorRow(tx, waiting.id);
    const { name } = (await listAuthenticators(tx, actor.userId)).find(({ id }) => id === waiting.id)!;
    const recoveryCodes = await welcomeFactor(context, { kind: "app", id: waiting.id, name });
    return { kind: "confirmed" as const, recoveryCodes };
  },
});
