import { z } from "zod";
import { logEvent } from "@/db/queries/kernel/events";
import { factorsOf, type FactorKinds } from "@/db/queries/identity/factors";
import { passkeyIdsOf } from "@/db/queries/identity/passkeys";
import { beginSignIn, findLogin, openSession, replaceForeignHash } from "@/db/queries/identity/sign-in";
import { mustUseSso } from "@/db/queries/identity/sso";
import { command } from "@/lib/kernel/command";
import { id } from "@/lib/kernel/input";
import { signInInput } from "./account-input";
import { secondFactorOccasion } from "./factors/finish-sign-in";
import { passkeyRequest, type PasskeyRequest } from "./factors/take-passkey";
import { countGuess, forgiveGuess, type Guess } from "./guess-limits";
import { readDevice, rememberDevice } from "./known-device";
import { PENDING_SECONDS, SESSION_SECONDS } from "./lifetimes";
import { hashPassword, isForeignHash, verifyPassword } from "./password-hash";
import { anyone } from "./policy";
import { staged } from "@/lib/kernel/staged";
import { newToken } from "./token";

/** `device` is the cookie by which the browser is known. */
const input = signInInput.extend({ device: z.string().optional() });

export type SignInOutcome =
  | { kind: "signed-in"; userId: number; token: string; device: string }
  /** The password was right, and a second factor is asked for. */
  | { kind: "factor-due"; pending: string; asked: AskedFactors }
  | { kind: "refused" }
  /** Seconds until guesses count again. */
  | { kind: "throttled"; retryAfter: number };

/** What a sign-in can go on with. */
export type AskedFactors = FactorKinds & { request?: PasskeyRequest };

/**
 * Signs in by user name or e-mail. An unknown account, a disabled one and a wrong password get the same answer in the
 * same time; too many guesses are refused before anything is verified. Opens a new session every time, or, for an account
 * with a second factor, begins what finishSignIn ends. Where the organization has people come in by single sign-on alone, the
 * right password is refused like a wrong one. A password hash that moved in from another system becomes one of
 * ours with it.
 * @throws Fault unavailable when too many sign in at once
 */
export const signIn = staged(
  { action: "identity.session.open", input, as: "system:login" },
  async (caller, given): Promise<SignInOutcome> => {
    const device = readDevice(given.device);
    const { account, guesses, retryAfter } = await admitGuess(caller, { login: given.login, device });
    if (retryAfter !== undefined) return { kind: "throttled", retryAfter };
    const matches = await verifyPassword(account?.passwordHash, given.password);
    if (!account?.isActive || !matches) {
      await noteFailure(caller, { userId: account?.userId, organizationId: account?.organizationId });
      return { kind: "refused" };
    }
    const { token, hash } = newToken();
    const { userId, passwordHash } = account;
    const upgrade = isForeignHash(passwordHash)
      ? { expected: passwordHash, replacement: await hashPassword(given.password) }
      : undefined;
    const asked = await open(caller, { userId, hash, guesses, upgrade });
    if (asked === "elsewhere") return { kind: "refused" };
    if (asked) return { kind: "factor-due", pending: token, asked };
    return { kind: "signed-in", userId, token, device: rememberDevice(device, userId) };
  },
);

const admitGuess = command({
  action: "identity.session.guess",
  input: z.object({
    login: z.string(),
    device: z.object({ id: z.string(), userIds: z.array(z.number()) }).optional(),
  }),
  as: "system:login",
  allow: anyone,
  run: async ({ tx, caller }, { login, device }) => {
    const account = await findLogin(tx, login);
    const isKnown = account && device?.userIds.includes(account.userId);
    const guesses: Guess[] = isKnown
      ? [["device", `${device!.id}:${account.userId}`]]
      : [
          ["address", caller.address],
          // However it is written, by name or by e-mail: an account has one counter.
          ["account", account ? `user ${account.userId}` : login],
        ];
    const { retryAfter, justReached } = await countGuess(tx, guesses);
    if (justReached) await logEvent(tx, { action: "LOGIN_THROTTLED", ...eventAbout(account) });
    return { account, guesses, retryAfter };
  },
});

const noteFailure = command({
  action: "identity.session.refuse",
  input: z.object({ userId: z.number().optional(), organizationId: z.number().optional() }),
  as: "system:login",
  allow: anyone,
  run: ({ tx }, account) => logEvent(tx, { action: "LOGIN_FAILED", ...eventAbout(account) }),
});

const open = command({
  action: "identity.session.open",
  input: z.object({
    userId: id(),
    hash: z.instanceof(Buffer),
    guesses: z.custom<Guess[]>(),
    /** The foreign hash that was verified, and ours of the same password. */
    upgrade: z.object({ expected: z.string(), replacement: z.string() }).optional(),
  }),
  as: "system:login",
  allow: anyone,
  run: async ({ tx }, { userId, hash, guesses, upgrade }): Promise<AskedFactors | "elsewhere" | undefined> => {
    if (await mustUseSso(tx, userId)) {
      const details = { reason: "single sign-on only" };
      await logEvent(tx, { action: "LOGIN_FAILED", table: "users", recordId: userId, details });
      return "elsewhere";
    }
    await forgiveGuess(tx, guesses);
    // Before the session is there, which a changed password would end.
    if (upgrade) await replaceForeignHash(tx, userId, upgrade);
    const factors = await factorsOf(tx, userId);
    if (!factors.app && !factors.passkey) {
      await openSession(tx, { userId, tokenHash: hash, seconds: SESSION_SECONDS });
      return undefined;
    }
    await beginSignIn(tx, userId, hash, PENDING_SECONDS);
    const request = factors.passkey
      ? await passkeyRequest(secondFactorOccasion(hash), await passkeyIdsOf(tx, userId))
      : undefined;
    return { ...factors, request };
  },
});

const eventAbout = (account: { userId?: number; organizationId?: number } | undefined) => ({
  table: "users",
  recordId: account?.userId,
  organizationId: account?.organizationId,
});
