import { sha3_256 } from "@noble/hashes/sha3.js";
import { base32 } from "@scure/base";
import { parse } from "tldts";
import type { NormalizedIdentifier } from "./identifier";
import { isDefanged, refang } from "./refang";

/** A host's labels: letters, digits and hyphens of any script. */
const LABEL = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}_-]{0,61}[\p{L}\p{N}\p{M}])?`;

/** A part of a regular expression: at least two labels. */
export const hostPattern = (dot: string) => `${LABEL}(?:${dot}${LABEL})+`;

/**
 * Suffixes that are words or file endings too: "ok.so", "come.in", "notes.md". A bare name of two labels under one of
 * them is taken only where something else says that it is an address.
 */
const WORDS = new Set(
  (
    "am as at be by do go id im in is it la ma me my no of pa so to tv us ai ad al as ba bi ca de es et fo gg hm hr ht " +
    "md ml mm mo ms ne nu pl pm pn ps pt py re rs sc se sh si ss st td tt ws zip mov app now here one how you day eat " +
    "save call moi off fit run bot cfd boo foo ing dad phd man men zero land name post read talk like meet rest"
  ).split(" "),
);

/** Endings people write after names of files; never a host unless defanged or in a link. */
const FILES = new Set("zip mov md py sh pl rs ps ai app cab bz gz java cc".split(" "));

/** A host in ASCII and lower case without a trailing dot; null where it is none. */
export function asciiHost(host: string): string | null {
  if (!URL.canParse(`http://${host}/`)) return null;
  const { hostname } = new URL(`http://${host}/`);
  return hostname.replace(/\.$/, "") || null;
}

/**
 * A domain name: lower case, ASCII, without "www."; the registrable part is its detail where it is another. Valid where
 * the public suffix list knows its ending; the name of an onion service carries a checksum.
 */
export function normalizeDomain(raw: string): NormalizedIdentifier | null {
  const host = asciiHost(refang(raw.trim()));
  if (host === null || !host.includes(".") || host.startsWith("[")) return null;
  const normalized = host.replace(/^www\.(?=.+\.)/, "");
  const known = parse(normalized, { allowPrivateDomains: false });
  if (known.isIp) return null;
  if (known.publicSuffix === "onion") return { value: raw, normalized, detail: "onion", isValid: isOnion(normalized) };
  const registrable = known.domain && known.domain !== normalized ? { detail: known.domain } : {};
  return { value: raw, normalized, ...registrable, isValid: known.isIcann === true && known.domain !== null };
}

/** A domain as it stands in a sentence: what may be two sentences that lack a blank between them is none. */
export function bareDomain(raw: string): NormalizedIdentifier | null {
  const found = normalizeDomain(raw);
  if (!found?.isValid) return null;
  if (isDefanged(raw) || /^www\./i.test(raw)) return found;
  const labels = raw.split(".");
  const ending = labels.at(-1) ?? "";
  if (/^\p{Lu}\p{Ll}/u.test(ending)) return null; // "Done.Now we go"
  if (labels.length === 2 && WORDS.has(ending.toLowerCase())) return null;
  if (FILES.has(ending.toLowerCase())) return null;
  if (/^\d+$/.test(labels[0] ?? "") && labels.length === 2) return null; // "1.click"
  return found;
}

const ONION = new TextEncoder().encode(".onion checksum");

/** A version 3 onion name: a key, its checksum and the version, in base 32. */
function isOnion(host: string): boolean {
  const name = host.split(".").at(-2) ?? "";
  if (!/^[a-z2-7]{56}$/.test(name)) return false;
  const bytes = base32.decode(name.toUpperCase());
  const [key, checksum, version] = [bytes.slice(0, 32), bytes.slice(32, 34), bytes[34]];
  const expected = sha3_256(Uint8Array.from([...ONION, ...key, 3]));
  return version === 3 && expected[0] === checksum[0] && expected[1] === checksum[1];
}
