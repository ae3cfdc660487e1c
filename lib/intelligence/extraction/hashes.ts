import type { NormalizedIdentifier } from "./identifier";

const ALGORITHMS = new Map([
  [32, "MD5"],
  [40, "SHA-1"],
  [64, "SHA-256"],
  [128, "SHA-512"],
]);

/** A hash: lower case, its algorithm known by its length. */
export function normalizeHash(raw: string): NormalizedIdentifier | null {
  const normalized = raw
    .trim()
    .toLowerCase()
    .replace(/^(?:0x|(?:md5|sha-?1|sha-?256|sha-?512):)/, "");
  const detail = ALGORITHMS.get(normalized.length);
  return detail !== undefined && /^[0-9a-f]+$/.test(normalized)
    ? { value: raw, normalized, detail, isValid: true }
    : null;
}

/** As it stands in a text: digits alone are a number, and what is called an id is none. */
export function hashAt(text: string, word: string, start: number): NormalizedIdentifier | null {
  const digits = word.replace(/^0x/i, "");
  if (!/\d/.test(digits) || !/[a-f]/i.test(digits)) return null;
  if (/(?:uuid|guid|session|token|api[ _-]?key|secret)\W{0,4}$/i.test(text.slice(Math.max(0, start - 16), start)))
    return null;
  return normalizeHash(word);
}
