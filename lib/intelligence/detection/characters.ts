/** What the matcher knows of each UTF-16 unit. Made once, when the first rule is compiled. */

export const LATIN = 1;
export const CYRILLIC = 2;
export const GREEK = 4;
const OTHER_LETTER = 8;
export const DIGIT = 16;
const MARK = 32;
/** @ $ ! | €: what stands for letters, but ends words elsewhere. */
export const SIGN = 64;
/** Of a script that writes no spaces between words: its boundaries are asked of a dictionary. */
export const UNSPACED = 128;

export const LETTER = LATIN | CYRILLIC | GREEK | OTHER_LETTER;
export const WORD = LETTER | DIGIT | MARK;

/** Nothing comes of it: marks, zero-width characters, variation selectors. */
export const DROPPED = 0xfffe;
/** More than one unit comes of it: see `expansions`. */
export const EXPANDED = 0xfffd;
const SPACE = 32;

interface Characters {
  classes: Uint8Array;
  /** In lower case, whitespace as a space. */
  lower: Uint16Array;
  /** Without diacritics and compatibility forms as well, hyphens as spaces. */
  folded: Uint16Array;
  expansions: ReadonlyMap<number, string>;
}

let known: Characters | undefined;

export const characters = (): Characters => (known ??= make());

const UNSPACED_SCRIPTS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function classOf(character: string): number {
  if ("@$!|€".includes(character)) return SIGN;
  if (/\p{N}/u.test(character)) return DIGIT;
  if (/\p{M}/u.test(character)) return MARK | (UNSPACED_SCRIPTS.test(character) ? UNSPACED : 0);
  if (!/\p{L}/u.test(character)) return 0;
  if (/\p{Script=Latin}/u.test(character)) return LATIN;
  if (/\p{Script=Cyrillic}/u.test(character)) return CYRILLIC;
  if (/\p{Script=Greek}/u.test(character)) return GREEK;
  return OTHER_LETTER | (UNSPACED_SCRIPTS.test(character) ? UNSPACED : 0);
}

const INVISIBLE = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]/;
const HYPHEN = /[-_\u2010-\u2015\u2212]/;

/**
 * What a character is compared as. Only the marks of Latin, Greek and Cyrillic go: those of Indic scripts are vowels. й stays,
 * being a letter of its own.
 */
export function foldCharacter(character: string): string {
  if (character === "й" || character === "Й") return "й";
  if (HYPHEN.test(character)) return " ";
  return character
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC");
}

function make(): Characters {
  const classes = new Uint8Array(65_536);
  const lower = new Uint16Array(65_536);
  const folded = new Uint16Array(65_536);
  const expansions = new Map<number, string>();
  for (let unit = 0; unit < 65_536; unit++) {
    lower[unit] = folded[unit] = unit;
    if (unit >= 0xd800 && unit <= 0xf8ff) continue; // halves of pairs, and private use
    const character = String.fromCharCode(unit);
    classes[unit] = classOf(character);
    if (/\s/.test(character)) {
      lower[unit] = folded[unit] = SPACE;
    } else if (INVISIBLE.test(character)) {
      lower[unit] = folded[unit] = DROPPED;
    } else if (unit !== DROPPED && unit !== EXPANDED) {
      const small = character.toLowerCase();
      if (small.length === 1) lower[unit] = small.charCodeAt(0);
      const plain = foldCharacter(character);
      if (plain.length === 1) folded[unit] = plain.charCodeAt(0);
      else if (plain === "") folded[unit] = DROPPED;
      else {
        folded[unit] = EXPANDED;
        expansions.set(unit, plain);
      }
    }
  }
  return { classes, lower, folded, expansions };
}
