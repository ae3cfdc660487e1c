import { setTimeout as delay } from "node:timers/promises";
import { requestResetFor } from "@/db/queries/identity/resets";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { queueMail } from "@/lib/notify/queue-mail";
import { resetRequestInput } from "./account-input";
import { countGuess } from "./guess-limits";
import { RESET_SECONDS } from "./lifetimes";
import { resetMail } from "./mails";
import { anyone } from "./policy";
import { staged } from "@/lib/kernel/staged";
import { newToken } from "./token";

/** Longer than keeping a token and queueing a mail takes, so that the time does not tell whether there was one to. */
const ANSWER_AFTER_MS = 250;

/**
 * Mails a link to choose a new password to the account behind a user name or e-mail, if there is one that is active. The
 * answer is the same, after the same time, either way.
 * @throws Fault too_many_requests when one address asks too often
 */
export const requestReset = staged(
  { action: "identity.reset.request", input: resetRequestInput, as: "system:login" },
  async (caller, given) => {
    const [outcome] = await Promise.all([request(caller, given), delay(ANSWER_AFTER_MS)]);
    if (outcome.retryAfter) {
      throw new Fault("too_many_requests", "Too many requests. Wait a while.", { retryAfter: outcome.retryAfter });
    }
  },
);

const request = command({
  action: "identity.reset.request",
  input: resetRequestInput,
  as: "system:login",
  allow: anyone,
  run: async (context, { login }): Promise<{ retryAfter?: number }> => {
    const { tx, caller } = context;
    const { retryAfter } = await countGuess(tx, [["resetAddress", caller.address]]);
    if (retryAfter) return { retryAfter };
    // One account's mailbox is not to be flooded: after a few links an hour, no more are sent, without a word about it.
    const account = await countGuess(tx, [["resetAccount", login]]);
    if (account.retryAfter) return {};
    const { token, hash } = newToken();
    const person = await requestResetFor(tx, login, hash, RESET_SECONDS);
    if (person) {
      const about = { firstName: person.firstName, token, hours: RESET_SECONDS / 3600 };
      await queueMail(context, resetMail(person.email, about));
    }
    return {};
  },
});
