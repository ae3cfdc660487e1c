import { z } from "zod";
import { findOrganization } from "@/db/queries/identity/organizations";
import { Fault } from "@/lib/kernel/fault";
import { Unreachable } from "@/lib/kernel/guarded-fetch";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canAdminister } from "../admin/policy";
import { staged } from "@/lib/kernel/staged";
import { guardedFetch } from "./guarded-fetch";
import { causesOf, readIssuer, responseStatus } from "./provider";
import { issuerInput } from "./sso-input";

/** What became of looking at an issuer, in words for the superuser who sets it up. */
export interface IssuerFinding {
  ok: boolean;
  message: string;
}

/** Asks an issuer what it says of itself, and says what is missing for signing in by it. Nothing is stored. */
export const checkIssuer = staged(
  { action: "identity.sso.check", input: issuerInput },
  async (caller, { organizationId, issuer }): Promise<IssuerFinding[]> => {
    await admit(caller, { organizationId });
    try {
      return await look(issuer);
    } catch (error) {
      return [{ ok: false, message: explain(error, issuer) }];
    }
  },
);

const admit = query({
  action: "identity.sso.check",
  input: z.object({ organizationId: id() }),
  target: (tx, { organizationId }) => findOrganization(tx, organizationId),
  subject: "organization",
  allow: canAdminister,
  run: async () => undefined,
});

async function look(issuer: string): Promise<IssuerFinding[]> {
  const server = (await readIssuer(issuer, "discovery")).serverMetadata();
  const lacks = (list: string[] | undefined, wanted: string) => list !== undefined && !list.includes(wanted);
  const algorithms = server.id_token_signing_alg_values_supported ?? ["RS256"];
  return [
    { ok: true, message: `It answers, and says it is ${server.issuer}.` },
    server.authorization_endpoint && server.token_endpoint
      ? { ok: true, message: `People sign in at ${new URL(server.authorization_endpoint).host}.` }
      : { ok: false, message: "It names no address to sign in at, or none for tokens." },
    lacks(server.response_types_supported, "code")
      ? { ok: false, message: "It does not offer the authorization code flow." }
      : { ok: true, message: "It offers the authorization code flow." },
    lacks(server.code_challenge_methods_supported, "S256")
      ? { ok: false, message: "It does not offer PKCE with S256." }
      : { ok: true, message: "It takes PKCE." },
    await lookAtKeys(server.jwks_uri),
    algorithms.some((name) => /^(RS|PS|ES|EdDSA|Ed25519)/.test(name))
      ? { ok: true, message: `It signs with ${algorithms.join(", ")}.` }
      : { ok: false, message: `It signs with ${algorithms.join(", ")} alone, which a third party cannot check.` },
  ];
}

async function lookAtKeys(address: string | undefined): Promise<IssuerFinding> {
  if (!address) return { ok: false, message: "It names no keys to check signatures with." };
  try {
    const response = await guardedFetch(address, {});
    const { keys } = (await response.json()) as { keys: unknown[] };
    return keys.length > 0
      ? { ok: true, message: `Its keys can be read: ${keys.length}.` }
      : { ok: false, message: "It has no keys to check signatures with." };
  } catch {
    return { ok: false, message: `Its keys cannot be read at ${address}.` };
  }
}

function explain(error: unknown, issuer: string): string {
  const causes = causesOf(error);
  const away = causes.find((cause) => cause instanceof Unreachable);
  if (away) return `It could not be reached. ${away.message}.`;
  const status = responseStatus(error);
  const place = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  if (status && status !== 200) return `It answers ${status} at ${place}. Is this the issuer, without anything added?`;
  if (causes.some((cause) => /issuer/.test(cause.message)))
    return "It says it is another issuer than this. The two must be the same to the letter.";
  if (causes.length > 0 && !(error instanceof Fault))
    return `What it answers at ${place} is not a description of an issuer.`;
  throw error;
}
