/*
 * What is known to come out of messengers' exports and is not JSON: control characters written `\x01`, or raw within a
 * text, escapes that do not exist, and values without their quotes ("document_id": stickers/sticker (2).webp).
 */
const ESCAPES = new Set(['"', "\\", "/", "b", "f", "n", "r", "t"]);
const HEX2 = /^[0-9a-fA-F]{2}$/;
const HEX4 = /^[0-9a-fA-F]{4}$/;
const BARE = /^(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)$/;

/** The same as JSON, as far as what is wrong with it is known. */
function repairJson(text: string): string {
  const lastLine = text.lastIndexOf("\n");
  let out = "";
  let at = 0;
  while (at < text.length) {
    const sign = text[at]!;
    if (sign === '"') {
      const end = endOfText(text, at);
      out += repairText(text.slice(at, end));
      at = end;
    } else if (/[\s{}[\],:]/.test(sign)) {
      out += sign;
      at += 1;
    } else {
      const end = endOfBare(text, at, lastLine);
      const word = text.slice(at, end).trimEnd();
      out += BARE.test(word) ? word : JSON.stringify(word);
      at += word.length;
    }
  }
  return out;
}

/** Behind the closing quote. */
function endOfText(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

const CLOSES = /[,}\]\n]/g;

/**
 * A word without quotes ends where a comma or bracket closes it, or else with its line. Only a word that is none of JSON's
 * is looked for up to the end of its line, so that a long record without lines is read once.
 */
function endOfBare(text: string, from: number, lastLine: number): number {
  CLOSES.lastIndex = from;
  const found = CLOSES.exec(text)?.index ?? text.length;
  if (from > lastLine || text[found] === "\n" || BARE.test(text.slice(from, found).trim())) return found;
  const rest = text.slice(from, text.indexOf("\n", found)).trimEnd();
  return from + (rest.endsWith(",") ? rest.slice(0, -1).trimEnd() : rest).length;
}

function repairText(quoted: string): string {
  if (!/\\|[\u0000-\u001f]/.test(quoted)) return quoted;
  let out = "";
  for (let at = 0; at < quoted.length; at += 1) {
    const sign = quoted[at]!;
    if (sign < " ") {
      out += escaped(sign.charCodeAt(0));
      continue;
    }
    if (sign !== "\\") {
      out += sign;
      continue;
    }
    const next = quoted[at + 1] ?? "";
    if (ESCAPES.has(next)) out += sign + next;
    else if (next === "u" && HEX4.test(quoted.slice(at + 2, at + 6))) out += sign + next;
    else if (next === "x" && HEX2.test(quoted.slice(at + 2, at + 4))) {
      out += escaped(Number.parseInt(quoted.slice(at + 2, at + 4), 16));
      at += 2;
    } else out += `\\\\${next}`;
    at += 1;
  }
  return out;
}

const escaped = (code: number) => `\\u${code.toString(16).padStart(4, "0")}`;

/**
 * A record of a file, repaired where that is possible.
 * @throws SyntaxError when it is not JSON even so
 */
export function parseRecord(bytes: Buffer): { value: unknown; repaired: boolean } {
  const text = bytes.toString("utf8");
  try {
    return { value: JSON.parse(text) as unknown, repaired: false };
  } catch {
    return { value: JSON.parse(repairJson(text)) as unknown, repaired: true };
  }
}
