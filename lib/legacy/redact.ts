import { storable } from "./storable";

const SECRET_NAME = /pass|pwd|hash|token|secret|api[_-]?key|private|credential|cookie|session|otp|authorization/i;
/** Hashes of Werkzeug and others, web tokens, long runs of random-looking text. */
const SECRET_VALUE =
  /\b(scrypt|pbkdf2)(:[\w.]+)*\$\S+|\$(argon2\w*|2[abxy]|5|6|y)\$\S+|\beyJ[\w-]+\.[\w-]+\.[\w-]*|\b[\w-]{40,}\b/g;
const REDACTED = "[redacted]";
const MOST_CHARACTERS = 2_000;
const MOST_DEPTH = 8;

/** What a change of the original system wrote, without its secrets. Text that is no JSON is kept as text. */
export function redactValues(text: string): unknown {
  if (!text) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Where names and values cannot be told apart, a secret's name condemns all of it.
    return SECRET_NAME.test(text) ? REDACTED : redactText(text);
  }
  return redact(value, 0);
}

function redact(value: unknown, depth: number): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= MOST_DEPTH) return "[too deep]";
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, 200)
      .map(([name, item]) => [
        storable(name, 200),
        SECRET_NAME.test(name) && item !== null ? REDACTED : redact(item, depth + 1),
      ]),
  );
}

export const redactText = (text: string) => storable(text, MOST_CHARACTERS).replace(SECRET_VALUE, REDACTED);
