import { COMMON_PASSWORDS, COMMON_WORDS, FILLERS } from "./common-passwords";

/** In characters, once normalised. Passwords stand alone (no second factor yet), hence fifteen (NIST SP 800-63B-4, 3.1.1.1). */
const LEAST_CHARACTERS = 15;
const MOST_CHARACTERS = 128;

/**
 * What is wrong with a new password, as a sentence for the person who chose it; undefined: nothing. No rules about kinds
 * of characters. `context` is what an attacker would try first for this person: names, e-mail, organization.
 */
export function passwordProblem(password: string, context: readonly string[] = []): string | undefined {
  const characters = [...password.normalize("NFKC")];
  if (characters.length < LEAST_CHARACTERS) return `Use at least ${LEAST_CHARACTERS} characters; a few words will do.`;
  if (characters.length > MOST_CHARACTERS) return `Use at most ${MOST_CHARACTERS} characters.`;
  const plain = characters.join("").toLowerCase();
  if (COMMON_PASSWORDS.has(plain) || COMMON_PASSWORDS.has(letters(unleet(plain)))) return COMMON;
  if (isRepetition(characters) || isRun(plain)) return "This is too easy to guess: it repeats or follows the keyboard.";
  if (isMadeOf(plain, COMMON_WORDS)) return COMMON;
  const own = contextWords(context);
  if (isMadeOf(plain, [...own, ...COMMON_WORDS])) {
    return "This is too easy to guess: it is made of your name, your e-mail, your organization or the product's name.";
  }
  return undefined;
}

const COMMON = "This is among the passwords that are tried first. Choose words of your own.";
const PRODUCT = ["securesphere", "secure", "sphere"];

const SUBSTITUTES: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};
const unleet = (text: string) => text.replace(/[013457@$!]/g, (character) => SUBSTITUTES[character] ?? character);
const letters = (text: string) => text.replace(/[^\p{L}]/gu, "");

/** Words of three letters and more that describe the person; shorter ones are in everything. */
const contextWords = (context: readonly string[]) =>
  [
    ...PRODUCT,
    ...context.flatMap((text) => [...text.toLowerCase().split(/[^\p{L}\p{N}]+/u), letters(text.toLowerCase())]),
  ].filter((word) => word.length >= 3);

/** One unit again and again, or almost only one or two characters. */
function isRepetition(characters: string[]): boolean {
  if (new Set(characters).size < 4) return true;
  for (let unit = 1; unit <= characters.length / 3; unit += 1) {
    if (characters.every((character, at) => character === characters[at % unit])) return true;
  }
  return false;
}

const ROWS = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "qwertzuiop",
  "azertyuiop",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
].flatMap((row) => [row, [...row].reverse().join("")]);

/** Nothing but stretches of the alphabet, the digits or a row of keys, each four or longer. */
const isRun = (text: string) => cover(text, runsAt) < Infinity;

function runsAt(rest: string): Step[] {
  let longest = 0;
  for (const row of ROWS) {
    for (let length = 4; length <= rest.length && row.includes(rest.slice(0, length)); length += 1) {
      longest = Math.max(longest, length);
    }
  }
  return longest ? [{ length: longest, words: 0 }] : [];
}

/** One to three of the words and nothing else but digits and signs, in any order, also with the usual substitutes (0 for o). */
function isMadeOf(text: string, words: readonly string[]): boolean {
  const steps = (rest: string): Step[] => [
    ...words.filter((word) => rest.startsWith(word)).map((word) => ({ length: word.length, words: 1 })),
    ...FILLERS.filter((word) => rest.startsWith(word)).map((word) => ({ length: word.length, words: 0 })),
    ...(/^[^\p{L}]/u.test(rest) ? [{ length: 1, words: 0 }] : []),
  ];
  return [text, unleet(text)].some((spelling) => {
    const needed = cover(spelling, steps);
    return needed >= 1 && needed <= 3;
  });
}

interface Step {
  length: number;
  words: number;
}

/** The fewest words that cover a text from start to end by the steps possible at each place; Infinity: it cannot be. */
function cover(text: string, steps: (rest: string) => Step[]): number {
  const fewest = new Array<number>(text.length + 1).fill(Infinity);
  fewest[0] = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (fewest[at] === Infinity) continue;
    for (const { length, words } of steps(text.slice(at))) {
      fewest[at + length] = Math.min(fewest[at + length]!, fewest[at]! + words);
    }
  }
  return fewest[text.length]!;
}
