import { countrySpecs, isValidIBAN } from "ibantools";
import type { FoundIdentifier, NormalizedIdentifier } from "./identifier";

const CANDIDATE = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?:[ \u00a0-]?[A-Z0-9]){11,30}/giu;

const lengthOf = (country: string): number | undefined =>
  countrySpecs[country.toUpperCase() as keyof typeof countrySpecs]?.chars ?? undefined;

/** An account number: capitals without blanks, its country as the detail, valid by the remainder of 97 and its country's form. */
export function normalizeIban(raw: string): NormalizedIdentifier | null {
  const normalized = raw.replace(/[\s-]/g, "").toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(normalized)) return null;
  return { value: raw, normalized, detail: normalized.slice(0, 2), isValid: isValidIBAN(normalized) };
}

export function findIbans(text: string): FoundIdentifier[] {
  const found: FoundIdentifier[] = [];
  for (const match of text.matchAll(CANDIDATE)) {
    const value = inItsLength(match[0]);
    const iban = value === null ? null : normalizeIban(value);
    const start = match.index;
    const end = start + (value?.length ?? 0);
    if (!iban || /[\p{L}\p{N}]/u.test(text.charAt(end))) continue;
    // A failed checksum is a number mistyped only where somebody says that it is one.
    if (iban.isValid || /iban\W{0,4}$/i.test(text.slice(Math.max(0, start - 9), start))) {
      found.push({ kind: "iban", ...iban, start, end });
    }
  }
  return found;
}

/** As many letters and digits as the country's numbers have; words may follow after a blank. */
function inItsLength(candidate: string): string | null {
  const length = lengthOf(candidate.slice(0, 2));
  if (length === undefined) return null;
  let seen = 0;
  for (let index = 0; index < candidate.length; index++) {
    if (/[A-Za-z0-9]/.test(candidate.charAt(index)) && ++seen === length) return candidate.slice(0, index + 1);
  }
  return null;
}
