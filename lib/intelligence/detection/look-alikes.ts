import { CYRILLIC, GREEK, LATIN } from "./characters";

const table = (pairs: string): ReadonlyMap<number, number> =>
  new Map(pairs.split(" ").map((pair) => [pair.charCodeAt(0), pair.charCodeAt(1)]));

/** Letters that look like those of another script, small or large. Nothing that merely resembles: such a table swallows words. */
const TO_LATIN = table(
  "аa вb еe кk мm нh оo рp сc тt уy хx іi јj ѕs ԁd һh ӏl ԛq ԝw " + "αa βb εe ζz ηn ιi κk μm νv οo ρp τt υu χx γy",
);
const TO_CYRILLIC = table("aа bв eе kк mм hн oо pр cс tт yу xх iі");

/** Digits and signs written for letters. 1 and | may be i or l: see `leetOf`. */
const LEET_LATIN = table("0o 1i 3e 4a 5s 7t 8b 9g @a $s !i |l €e");
const LEET_CYRILLIC = table("0о 3з 4ч 6б @а");
const L = "l".charCodeAt(0);
const ONE = "1".charCodeAt(0);

/** The letter a digit or sign stands for in a word of these scripts; itself where none. */
export function leetOf(unit: number, scripts: number, oneIsL: boolean): number {
  if (scripts & CYRILLIC && !(scripts & LATIN)) return LEET_CYRILLIC.get(unit) ?? unit;
  if (oneIsL && unit === ONE) return L;
  return LEET_LATIN.get(unit) ?? unit;
}

/**
 * Which way a word of mixed scripts is meant: the script of the letters that only it has. Where both have some it is left
 * alone ("PDFка"); where neither has, it is read as Latin.
 */
export function unmix(units: Uint16Array, classes: Uint8Array, from: number, to: number): number {
  let scripts = 0;
  let onlyLatin = false;
  let onlyOther = false;
  for (let at = from; at < to; at++) {
    const unit = units[at]!;
    const script = classes[unit]! & (LATIN | CYRILLIC | GREEK);
    scripts |= script;
    if (script & LATIN && !TO_CYRILLIC.has(unit)) onlyLatin = true;
    if (script & (CYRILLIC | GREEK) && !TO_LATIN.has(unit)) onlyOther = true;
  }
  if (!(scripts & LATIN) || !(scripts & (CYRILLIC | GREEK)) || (onlyLatin && onlyOther)) return scripts;
  if (onlyOther && scripts & GREEK) return scripts;
  const map = onlyOther ? TO_CYRILLIC : TO_LATIN;
  for (let at = from; at < to; at++) units[at] = map.get(units[at]!) ?? units[at]!;
  return onlyOther ? CYRILLIC : LATIN;
}

/** Emoji that stand for words in such trade; a folded rule for the word finds the emoji. */
export const EMOJI_WORDS: ReadonlyMap<number, string> = new Map(
  Object.entries({
    "❄": "snow",
    "⛄": "snow",
    "☃": "snow",
    "🔌": "plug",
    "💊": "pill",
    "🌿": "weed",
    "🍃": "weed",
    "🌲": "tree",
    "🌳": "tree",
    "🍁": "leaf",
    "🥦": "broccoli",
    "🍄": "mushroom",
    "🧊": "ice",
    "🔮": "crystal",
    "💎": "crystal",
    "🐎": "horse",
    "🐴": "horse",
    "🎱": "8ball",
    "⛽": "gas",
    "🍬": "candy",
    "🍭": "candy",
    "🍫": "chocolate",
    "💉": "needle",
    "🐉": "dragon",
    "👻": "spice",
    "🔵": "blue",
    "🚀": "rocket",
    "📦": "parcel",
    "🥥": "coconut",
    "🔑": "key",
    "🧱": "brick",
  }).map(([emoji, word]) => [emoji.codePointAt(0)!, word]),
);
