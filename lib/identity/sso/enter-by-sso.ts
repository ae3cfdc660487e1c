import { createHash } from "node:crypto";
import { z } from "zod";
import { factorsOf } from "@/db/queries/identity/factors";
import { beginSignIn, openSession } from "@/db/queries/identity/sign-in";
import {
  findSsoAccount,
  linkSso,
  makeSsoAccount,
  setSsoRole,
  type SsoAccount,
  type SsoProvider,
} from "@/db/queries/identity/sso";
import { logEvent } from "@/db/queries/kernel/events";
import { command } from "@/lib/kernel/command";
import type { Tx } from "@/lib/kernel/database";
import { forgiveGuess } from "../guess-limits";
import { PENDING_SECONDS, SESSION_SECONDS } from "../lifetimes";
import { anyone } from "../policy";
import { domainOf, namesOf, roleOf, saysSecondFactor, verifiedEmail, type Claims } from "./read-claims";
import type { SsoRefusal } from "./refusal";

type Entered =
  | { kind: "signed-in"; userId: number }
  | { kind: "factor-due"; userId: number }
  | { kind: "refused"; reason: SsoRefusal };

/** Who a provider means, and whether that person may come in. */
type Person = { userId: number; how: "linked" | "first" | "made" } | { refusal: SsoRefusal; userId?: number };

/** Lets in whom a provider has vouched for: the account is found, linked or made, its role follows the provider's. */
export const enterBySso = command({
  action: "identity.sso.enter",
  input: z.object({
    provider: z.custom<SsoProvider>(),
    claims: z.custom<Claims>(),
    /** Those of the signed token alone. */
    idClaims: z.custom<Claims>(),
    hash: z.instanceof(Buffer),
    address: z.string(),
  }),
  as: "system:login",
  allow: anyone,
  run: async ({ tx }, { provider, claims, idClaims, hash, address }): Promise<Entered> => {
    const { organizationId, issuer } = provider;
    const person = await findPerson(tx, provider, claims);
    const about = { table: "users", recordId: person.userId, organizationId };
    if ("refusal" in person) {
      const details = { method: "sso", reason: person.refusal, slug: provider.slug };
      await logEvent(tx, { action: "LOGIN_FAILED", ...about, details });
      return { kind: "refused", reason: person.refusal };
    }
    const { userId, how } = person;
    await forgiveGuess(tx, [["address", address]]);
    const isStrong = saysSecondFactor(idClaims, provider.factorValues);
    const details = { issuer, account: how, ...(isStrong && { factor: "provider" }) };
    await logEvent(tx, { action: "SSO_ACCEPTED", ...about, details });
    const { app, passkey } = await factorsOf(tx, userId);
    if ((app || passkey) && !isStrong) {
      await beginSignIn(tx, userId, hash, PENDING_SECONDS);
      return { kind: "factor-due", userId };
    }
    const factor = isStrong ? ("provider" as const) : undefined;
    await openSession(tx, { userId, tokenHash: hash, seconds: SESSION_SECONDS, factor });
    return { kind: "signed-in", userId };
  },
});

async function findPerson(tx: Tx, provider: SsoProvider, claims: Claims): Promise<Person> {
  const subject = createHash("sha256")
    .update(`${provider.issuer}\n${String(claims.sub)}`)
    .digest();
  const email = verifiedEmail(claims);
  const account = await findSsoAccount(tx, provider.id, subject, email ?? "");
  const userId = account?.userId;
  const role = roleOf(claims, provider);
  const refusal = account?.isLinked ? standing(account) : mayLink(provider, email, account);
  if (refusal) return { refusal, ...(account?.isHere && { userId }) };
  if (role === undefined) return { refusal: "role", userId };
  if (!account) {
    const names = namesOf(claims, email!);
    const given = role ?? provider.fallbackRole ?? "client";
    const made = await makeSsoAccount(tx, provider.id, { ...names, email: email!, role: given });
    if (made === undefined) return { refusal: "account" };
    await linkSso(tx, provider.id, made, subject);
    return { userId: made, how: "made" };
  }
  if (!account.isLinked) await linkSso(tx, provider.id, account.userId, subject);
  if (role !== null && role !== account.role) await setSsoRole(tx, provider.id, account.userId, role);
  return { userId: account.userId, how: account.isLinked ? "linked" : "first" };
}

function standing({ isActive, role, isHere }: SsoAccount): SsoRefusal | undefined {
  if (!isHere) return "account"; // moved to another organization since
  if (!isActive) return "closed";
  return role === "client" || role === "lead" ? undefined : "protected";
}

/** The first time an address decides: vouched for, in the organization's domains, and of an account of its own or none. */
function mayLink(
  { domains, justInTime }: SsoProvider,
  email: string | undefined,
  account: SsoAccount | undefined,
): SsoRefusal | undefined {
  if (!email) return "email";
  if (!domains.includes(domainOf(email))) return "domain";
  if (!account) return justInTime ? undefined : "account";
  if (account.isHere && account.isLinkedOtherwise) return "linked";
  return standing(account);
}
