import { createHash } from "node:crypto";
import * as oidc from "openid-client";
import { z } from "zod";
import { spendChallenge } from "@/db/queries/identity/passkeys";
import type { SsoProvider } from "@/db/queries/identity/sso";
import { logEvent } from "@/db/queries/kernel/events";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { describeError, log } from "@/lib/kernel/log";
import { countGuess, type Guess } from "../guess-limits";
import { readDevice, rememberDevice } from "../known-device";
import { PENDING_SECONDS } from "../lifetimes";
import { anyone } from "../policy";
import { staged } from "@/lib/kernel/staged";
import { newToken } from "../token";
import { findProviderBySlug, journeyInput, type Journey } from "./begin-sso";
import { enterBySso } from "./enter-by-sso";
import { configurationOf, isAway, redirectAddress } from "./provider";
import type { Claims } from "./read-claims";
import type { SsoRefusal } from "./refusal";

export type SsoOutcome =
  | { kind: "signed-in"; userId: number; token: string; device: string }
  | { kind: "factor-due"; pending: string }
  | { kind: "refused"; reason: SsoRefusal };

const refused = (reason: SsoRefusal) => ({ kind: "refused" as const, reason });

/**
 * Ends what beginSso began: the code the provider sent along is exchanged once, what comes for it checked (issuer, client,
 * nonce, signature, time), the account found or made, its role set, and a session opened as after a password. A second
 * factor of the account, or one that is required, is asked for unless the provider's word counts for it.
 */
export const finishSso = staged(
  {
    action: "identity.sso.finish",
    input: z.object({
      /** The address the browser was sent back to: its query. */
      query: z.string().max(8_000),
      slug: z.string().max(100),
      journey: journeyInput.optional(),
      device: z.string().optional(),
    }),
    as: "system:login",
  },
  async (caller, { query, slug, journey, device }): Promise<SsoOutcome> => {
    if (!journey || journey.slug !== slug) return refuse(caller, "expired", slug);
    const admitted = await admitJourney(caller, { state: journey.state });
    if (admitted !== "admitted") return refuse(caller, admitted, slug);
    const provider = await findProviderBySlug(caller, { slug });
    const answer = await ask(provider, query, journey);
    if ("reason" in answer) return refuse(caller, answer.reason, slug, provider);
    const { token, hash } = newToken();
    const entered = await enterBySso(caller, { provider, ...answer, hash, address: caller.address });
    if (entered.kind === "refused") return entered;
    if (entered.kind === "factor-due") return { kind: "factor-due", pending: token };
    return { ...entered, token, device: rememberDevice(readDevice(device), entered.userId) };
  },
);

/** What was begun ends once, whoever has copied it. */
const admitJourney = command({
  action: "identity.sso.finish",
  input: z.object({ state: z.string() }),
  as: "system:login",
  allow: anyone,
  run: async ({ tx, caller }, { state }): Promise<"admitted" | "throttled" | "expired"> => {
    const guesses: Guess[] = [["address", caller.address]];
    if ((await countGuess(tx, guesses)).retryAfter !== undefined) return "throttled";
    const digest = createHash("sha256").update(`sso:${state}`).digest();
    return (await spendChallenge(tx, digest, PENDING_SECONDS)) ? "admitted" : "expired";
  },
});

/** Exchanges the code and says who the provider says it is. */
async function ask(
  provider: SsoProvider,
  query: string,
  journey: Journey,
): Promise<{ claims: Claims; idClaims: Claims } | { reason: SsoRefusal }> {
  try {
    const configuration = await configurationOf(provider);
    const tokens = await oidc.authorizationCodeGrant(
      configuration,
      new URL(`${redirectAddress(provider.slug)}?${query}`),
      {
        pkceCodeVerifier: journey.verifier,
        expectedState: journey.state,
        expectedNonce: journey.nonce,
        idTokenExpected: true,
      },
    );
    const idClaims: Claims = { ...tokens.claims()! };
    if (!configuration.serverMetadata().userinfo_endpoint) return { claims: idClaims, idClaims };
    // Many providers say only there what an address is worth, and what groups somebody is in.
    const further = await oidc.fetchUserInfo(configuration, tokens.access_token, String(idClaims.sub));
    return { claims: { ...further, ...idClaims }, idClaims };
  } catch (error) {
    if (error instanceof oidc.AuthorizationResponseError) return { reason: "denied" };
    log("warn", "a single sign-on failed", { provider: provider.id, error: describeError(error) });
    return { reason: isAway(error) ? "away" : "invalid" };
  }
}

async function refuse(caller: Caller, reason: SsoRefusal, slug: string, provider?: SsoProvider) {
  await noteRefusal(caller, { reason, slug, organizationId: provider?.organizationId });
  return refused(reason);
}

const noteRefusal = command({
  action: "identity.sso.refuse",
  input: z.object({ reason: z.custom<SsoRefusal>(), slug: z.string(), organizationId: z.number().optional() }),
  as: "system:login",
  allow: anyone,
  run: ({ tx }, { reason, slug, organizationId }) =>
    logEvent(tx, { action: "LOGIN_FAILED", table: "users", organizationId, details: { method: "sso", reason, slug } }),
});
