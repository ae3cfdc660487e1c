/** Control characters that no text has; tabs, line ends, form feeds and the escapes of coloured logs are text. */
const CONTROL = /[\u0000-\u0007\u000e-\u001a\u001c-\u001f\u007f]/;

/** Follows a stream and says whether it is text: UTF-8 without control characters. */
export class TextCheck {
  readonly #decoder = new TextDecoder("utf-8", { fatal: true });

  /** False as soon as it is not text. `last` ends the stream: a character cut in half is not text either. */
  accepts(chunk: Uint8Array, last = false): boolean {
    try {
      return !CONTROL.test(this.#decoder.decode(chunk, { stream: !last }));
    } catch {
      return false;
    }
  }
}

/** Whether a text begins as an HTML page or an SVG image does, after declarations and comments. */
export function looksLikeMarkup(head: Uint8Array): boolean {
  let rest = textOf(head);
  for (let skipped = true; skipped;) {
    rest = rest.trimStart();
    if (/^<!doctype\s+(html|svg)\b/i.test(rest)) return true;
    const [, end] = SKIPPED.find(([start]) => rest.toLowerCase().startsWith(start)) ?? [];
    const at = end ? rest.indexOf(end) : -1;
    skipped = end !== undefined && at >= 0;
    if (skipped) rest = rest.slice(at + end!.length);
  }
  return /^<(html|head|body|svg|[a-z]{1,20}:svg|script|iframe)\b/i.test(rest);
}

const SKIPPED = [
  ["<?", "?>"],
  ["<!--", "-->"],
  ["<!doctype", ">"],
] as const;

/** Whether the beginning of a text can be that of a JSON document. */
export const looksLikeJson = (head: Uint8Array) => /^\s*([[{"\d-]|true|false|null)/.test(textOf(head));

const textOf = (head: Uint8Array) => new TextDecoder("utf-8").decode(head);
