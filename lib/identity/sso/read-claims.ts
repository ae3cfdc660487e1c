import type { SsoRole } from "@/db/schema/identity/sso-providers";

/** What a provider said of somebody. */
export type Claims = Record<string, unknown>;

interface Mapping {
  roleClaim: string;
  clientValues: string[];
  leadValues: string[];
  fallbackRole: SsoRole | null;
}

/**
 * The role that claims give: of several, the one that may do more. `undefined`: none; `null`: the provider has no say in
 * roles. A superuser never comes of it.
 */
export function roleOf(claims: Claims, { roleClaim, clientValues, leadValues, fallbackRole }: Mapping) {
  if (!roleClaim) return null;
  const said = textsOf(claimAt(claims, roleClaim));
  if (said.some((value) => leadValues.includes(value))) return "lead" as const;
  if (said.some((value) => clientValues.includes(value))) return "client" as const;
  return fallbackRole ?? undefined;
}

/** A claim by its name, or by the way to it: `realm_access.roles`. Names may have dots themselves. */
function claimAt(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let at: unknown = claims;
  for (const part of name.split(".")) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, part)) return undefined;
    at = (at as Claims)[part];
  }
  return at;
}

const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === "string");

/** Whether the provider says that it asked for more than a password, in words the settings take for it. */
export const saysSecondFactor = ({ amr, acr }: Claims, factorValues: string[]): boolean =>
  [...textsOf(amr), ...textsOf(acr)].some((value) => factorValues.includes(value));

/** The address a provider vouches for, in small letters; undefined where it does not. */
export function verifiedEmail({ email, email_verified: isVerified }: Claims): string | undefined {
  if (isVerified !== true || typeof email !== "string") return undefined;
  return /^[\x21-\x7e]+@[\x21-\x7e]+$/.test(email) && email.length <= 254 ? email.toLowerCase() : undefined;
}

export const domainOf = (email: string) => email.slice(email.lastIndexOf("@") + 1).toLowerCase();

/** Names for a new account. */
export function namesOf(claims: Claims, email: string) {
  const [first, last] = [claims.given_name, claims.family_name].map((name) =>
    typeof name === "string" ? name.trim().slice(0, 100) : "",
  );
  const base = email.slice(0, email.indexOf("@")).replace(/[^a-z0-9._-]/g, "-");
  const username = base.replace(/^[^a-z0-9]+/, "").slice(0, 64);
  return { firstName: first!, lastName: last!, username: username.length < 3 ? `${username || "user"}-sso` : username };
}
