/** What a text has at all: one pass that spares most texts every pattern. */
export interface Hints {
  digits: number;
  /** Dots, plain or in brackets, between two letters or digits. */
  dot: boolean;
  at: boolean;
  colons: number;
  /** A scheme's "://", or its defanged forms. */
  link: boolean;
  /** A word of 26 letters, digits and signs of base64 or more. */
  long: boolean;
}

export function hints(text: string): Hints {
  const found: Hints = { digits: 0, dot: false, at: false, colons: 0, link: false, long: false };
  let run = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) run++;
    else if (code >= 48 && code <= 57) {
      run++;
      found.digits++;
    } else if (code > 127) {
      run = 0;
      if (isForeignDigit(code)) found.digits++;
    } else {
      if (code !== 95 && code !== 45 && code !== 43 && code !== 47) run = 0;
      if (code === 64) found.at = true;
      else if (code === 58) {
        found.colons++;
        found.link ||= isLink(text, index);
      } else if (code === 46) found.dot ||= isBetween(text, index);
      else if (code === 91 || code === 40 || code === 123) bracket(text, index, found);
    }
    if (run >= 26) found.long = true;
  }
  return found;
}

/** Digits of scripts that chats are written in: Arabic, Persian, Devanagari, Bengali, fullwidth. */
const isForeignDigit = (code: number) =>
  (code >= 0x660 && code <= 0x669) ||
  (code >= 0x6f0 && code <= 0x6f9) ||
  (code >= 0x966 && code <= 0x96f) ||
  (code >= 0x9e6 && code <= 0x9ef) ||
  (code >= 0xff10 && code <= 0xff19);

const isLink = (text: string, colon: number) =>
  text.startsWith("//", colon + 1) || text.startsWith("]//", colon + 1) || text.startsWith("//]", colon + 1);

/** A backslash before a dot defangs it. */
const isBetween = (text: string, dot: number) =>
  (isWord(text.charCodeAt(dot - 1)) || text.charCodeAt(dot - 1) === 92) && isWord(text.charCodeAt(dot + 1));

const isWord = (code: number) =>
  (code >= 97 && code <= 122) ||
  (code >= 48 && code <= 57) ||
  (code >= 65 && code <= 90) ||
  (code > 127 && code !== 0xa0);

function bracket(text: string, index: number, found: Hints): void {
  const within = text.slice(index + 1, index + 5).toLowerCase();
  if (/^(?:\.|dot)[\])}]/.test(within)) found.dot = true;
  else if (/^(?:@|at)[\])}]/.test(within)) found.at = true;
}
