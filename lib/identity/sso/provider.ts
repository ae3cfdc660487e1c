import * as oidc from "openid-client";
import type { SsoProvider } from "@/db/queries/identity/sso";
import { config } from "@/lib/kernel/config";
import { Unreachable } from "@/lib/kernel/guarded-fetch";
import { guardedFetch } from "./guarded-fetch";
import { openSecret } from "./secret";

/** Where a provider sends people back to. One for each organization, so that one provider's answer is not another's. */
export const redirectAddress = (slug: string) => `${config().authUrl}/sign-in/sso/${slug}/callback`;

/** Seconds by which a provider's clock may differ. */
const TOLERANCE = 30;
const KEPT_MS = 600_000;
const MOST_KEPT = 200;

const kept = new Map<string, { until: number; configuration: Promise<oidc.Configuration> }>();

/** What is known of an organization's provider, discovered again every ten minutes and whenever its settings change. */
export function configurationOf(provider: SsoProvider): Promise<oidc.Configuration> {
  const key = `${provider.id}.${provider.version}`;
  const known = kept.get(key);
  if (known && known.until > Date.now()) return known.configuration;
  const configuration = discover(provider);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, { until: Date.now() + KEPT_MS, configuration });
  configuration.catch(() => kept.delete(key));
  return configuration;
}

async function discover(provider: SsoProvider): Promise<oidc.Configuration> {
  const server = (await readIssuer(provider.issuer, provider.clientId)).serverMetadata();
  const secret = openSecret(provider);
  const ways = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
  const authentication = ways.includes("client_secret_basic")
    ? oidc.ClientSecretBasic(secret)
    : oidc.ClientSecretPost(secret);
  const metadata = { [oidc.clockTolerance]: TOLERANCE };
  const made = new oidc.Configuration(server, provider.clientId, metadata, authentication);
  made[oidc.customFetch] = guardedFetch;
  if (provider.issuer.startsWith("http:")) oidc.allowInsecureRequests(made);
  // The library trusts TLS for what comes straight from the provider; we want its signature as well.
  oidc.enableNonRepudiationChecks(made);
  return made;
}

/** Reads what an issuer says of itself; that it is the issuer asked for is checked with it. */
export function readIssuer(issuer: string, clientId: string): Promise<oidc.Configuration> {
  return oidc.discovery(new URL(issuer), clientId, undefined, oidc.None(), {
    [oidc.customFetch]: guardedFetch,
    execute: issuer.startsWith("http:") ? [oidc.allowInsecureRequests] : [],
  });
}

/** What is behind an error of the library: its own say only that a check failed. */
export function causesOf(error: unknown): Error[] {
  const causes: Error[] = [];
  for (let at = error; at instanceof Error && causes.length < 5; at = at.cause) causes.push(at);
  return causes;
}

/** Whether it is the provider that did not answer, or answered that something is wrong with itself. */
export const isAway = (error: unknown): boolean =>
  causesOf(error).some((cause) => cause instanceof Unreachable || ("status" in cause && Number(cause.status) >= 500)) ||
  responseStatus(error) >= 500;

/** The status of an answer that was not the one expected; the library keeps it as the cause. */
export function responseStatus(error: unknown): number {
  for (const { cause } of causesOf(error)) if (cause instanceof Response) return cause.status;
  return 0;
}
