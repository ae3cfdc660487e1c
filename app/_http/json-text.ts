import { Fault } from "@/lib/kernel/fault";

/** No body of ours nests deeper; whoever sends more has something else in mind. */
const DEEPEST = 32;
/** Reaches behind an object in code that is less careful than ours. */
const TREACHEROUS = "__proto__";

/**
 * Parses a JSON object, strictly: what two readers could understand differently is refused.
 * @throws Fault malformed for what is not JSON, not an object, nested too deeply, or has a name twice
 */
export function parseJsonObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Fault("malformed", "The body is not valid JSON.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Fault("malformed", "The body should be a JSON object.");
  }
  refuseAmbiguous(text);
  return value as Record<string, unknown>;
}

const QUOTE = 34;
const BACKSLASH = 92;
const COLON = 58;

/** Walks over a text that is known to be JSON and looks at its names and its depth. */
function refuseAmbiguous(text: string): void {
  const names: Set<string>[] = [];
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 123 || code === 91) {
      if (++depth > DEEPEST) throw new Fault("malformed", `The body is nested deeper than ${DEEPEST} levels.`);
      names[depth] = new Set();
    } else if (code === 125 || code === 93) {
      depth--;
    } else if (code === QUOTE) {
      const end = endOfString(text, at);
      if (text.charCodeAt(afterBlanks(text, end)) === COLON) note(names[depth]!, text.slice(at, end));
      at = end - 1;
    }
  }
}

function note(names: Set<string>, quoted: string) {
  const name = quoted.includes("\\") ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
  if (name === TREACHEROUS) throw new Fault("malformed", `The body has a member that is not allowed: ${name}.`);
  if (names.has(name)) throw new Fault("malformed", `The body names ${name.slice(0, 100)} twice.`);
  names.add(name);
}

/** The place after the closing quote. */
function endOfString(text: string, open: number): number {
  for (let at = text.indexOf('"', open + 1); ; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return at + 1;
  }
}

function afterBlanks(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code === 32 || code === 10 || code === 13 || code === 9;) {
    code = text.charCodeAt(++at);
  }
  return at;
}
