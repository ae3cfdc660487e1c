import { normalizeEmail, normalizeIp } from "./addresses";
import { normalizeHandle } from "./handles";
import { normalizeHash } from "./hashes";
import { normalizeDomain } from "./hosts";
import { normalizeIban } from "./ibans";
import { isKeepable, type IdentifierKind, type NormalizedIdentifier } from "./identifier";
import { normalizeUrl } from "./links";
import { normalizePhone } from "./phones";
import { normalizeWallet } from "./wallets";

/** Names of people, organizations and places: compatible letters, one blank between words, lower case. */
function normalizeName(raw: string): NormalizedIdentifier | null {
  const normalized = raw.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
  return normalized === "" ? null : { value: raw, normalized, isValid: true };
}

const NORMALIZE = {
  email: normalizeEmail,
  phone: normalizePhone,
  ip: normalizeIp,
  domain: normalizeDomain,
  url: normalizeUrl,
  hash: normalizeHash,
  wallet: normalizeWallet,
  iban: normalizeIban,
  handle: normalizeHandle,
  name: normalizeName,
  organization: normalizeName,
  location: normalizeName,
} satisfies Record<IdentifierKind, (raw: string, region?: string) => NormalizedIdentifier | null>;

/** A value of a kind in its one form; null where it has nothing of the kind, or is too long to be one. */
export function normalizeIdentifier(kind: IdentifierKind, raw: string, region?: string): NormalizedIdentifier | null {
  const found = NORMALIZE[kind](raw, region);
  return found && isKeepable(found) ? found : null;
}
