import * as oidc from "openid-client";
import { z } from "zod";
import { findSso } from "@/db/queries/identity/sso";
import { Fault } from "@/lib/kernel/fault";
import { describeError, log } from "@/lib/kernel/log";
import { query } from "@/lib/kernel/query";
import { anyone } from "../policy";
import { staged } from "@/lib/kernel/staged";
import { configurationOf, redirectAddress } from "./provider";
import { slugInput } from "./sso-input";

/** What the browser keeps while its person is at the provider, out of reach of scripts. */
export const journeyInput = z.object({
  slug: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
});
export type Journey = z.infer<typeof journeyInput>;

/** The provider an address names, with what opens its secret. */
export const findProviderBySlug = query({
  action: "identity.sso.begin",
  input: z.object({ slug: slugInput }),
  as: "system:login",
  allow: anyone,
  target: (tx, { slug }) => findSso(tx, slug),
  subject: "organization with single sign-on",
  run: async ({ target }) => target,
});

/**
 * Where to send somebody who signs in at an organization's provider, and what its browser must bring back.
 * @throws Fault not_found where there is none, unavailable when the provider does not answer
 */
export const beginSso = staged(
  { action: "identity.sso.begin", input: z.object({ slug: slugInput, next: z.string() }), as: "system:login" },
  async (caller, { slug, next }): Promise<{ address: string; journey: Journey }> => {
    const provider = await findProviderBySlug(caller, { slug });
    const configuration = await configurationOf(provider).catch((error: unknown) => {
      log("warn", "a provider of single sign-on cannot be used", {
        provider: provider.id,
        error: describeError(error),
      });
      throw new Fault("unavailable", "The provider does not answer.", { retryAfter: 30 });
    });
    const verifier = oidc.randomPKCECodeVerifier();
    const journey = { slug, next, verifier, state: oidc.randomState(), nonce: oidc.randomNonce() };
    const address = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectAddress(slug),
      scope: "openid email profile",
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      state: journey.state,
      nonce: journey.nonce,
      ...claimsParameter(configuration, provider.factorValues),
    });
    return { address: address.href, journey };
  },
);

/** Where the provider's word may count as a second factor, it is asked to give it; some do so only then. */
const claimsParameter = (configuration: oidc.Configuration, factorValues: string[]) =>
  factorValues.length > 0 && configuration.serverMetadata().claims_parameter_supported
    ? { claims: JSON.stringify({ id_token: { amr: null, acr: null } }) }
    : undefined;
