import parsePhoneNumber, {
  findPhoneNumbersInText,
  isSupportedCountry,
  type CountryCode,
  type PhoneNumber,
} from "libphonenumber-js/max";
import type { FoundIdentifier, NormalizedIdentifier } from "./identifier";

/** Seven digits and more with no more between them than telephone numbers have; what has none is not looked at further. */
const CANDIDATE = /\+?\p{Nd}(?:[\s().\/\u00a0\u2010-\u2015-]{0,3}\p{Nd}){6,}/u;

const country = (region: string | undefined): CountryCode | undefined => {
  const code = region?.toUpperCase();
  return code !== undefined && isSupportedCountry(code) ? code : undefined;
};

/** A telephone number in E.164, its country as the detail; what is no number keeps its digits and is not valid. */
export function normalizePhone(raw: string, region?: string): NormalizedIdentifier | null {
  const value = raw.trim();
  const parsed = parsePhoneNumber(
    value.replace(/^(?:tel:|00(?=[1-9]))/i, (prefix) => (prefix === "00" ? "+" : "")),
    {
      defaultCountry: country(region),
      extract: false,
    },
  );
  if (parsed) return { value: raw, ...inOneForm(parsed), isValid: parsed.isValid() };
  const digits = value.normalize("NFKC").replace(/[^\d+]/g, "");
  return digits.length < 3 ? null : { value: raw, normalized: digits, isValid: false };
}

export function findPhones(text: string, region?: string): FoundIdentifier[] {
  if (!CANDIDATE.test(text)) return [];
  return findPhoneNumbersInText(text, country(region)).map(({ number, startsAt, endsAt }) => {
    const written = withoutUnreadDigits(text.slice(startsAt, endsAt));
    const start = startsAt + signsBefore(written);
    const end = startsAt + written.length;
    return { kind: "phone", value: text.slice(start, end), ...inOneForm(number), isValid: true, start, end };
  });
}

/** Signs the library takes for part of a number: all before its plus, its first digit or the bracket around them. */
function signsBefore(written: string): number {
  const start = written.search(/[+\uff0b\p{Nd}]/u);
  return written[start - 1] === "(" && written.includes(")", start) ? start - 1 : start;
}

/** The library takes digits of any script after a number for part of it, and then reads only these. */
const withoutUnreadDigits = (written: string) =>
  /\p{Nd}$/u.test(written) ? written.replace(/[^0-9\uff10-\uff19\u0660-\u0669\u06f0-\u06f9]+$/, "") : written;

const inOneForm = (phone: PhoneNumber) => ({
  normalized: phone.number as string,
  ...(phone.country === undefined ? {} : { detail: phone.country }),
});
