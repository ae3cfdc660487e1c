import { characters, DIGIT, LETTER, UNSPACED, WORD } from "./characters";
import type { Stream } from "./stream";

export interface Word {
  /** As compared. */
  text: string;
  /** Units of the stream. */
  from: number;
  to: number;
}

/** The words of a stream: letters, digits and marks (Unicode's L, N, M) that stand together. */
export function wordsOf({ units, length }: Stream): Word[] {
  const { classes } = characters();
  const words: Word[] = [];
  for (let at = 0; at < length; at++) {
    if (!(classes[units[at]!]! & WORD)) continue;
    const from = at;
    let text = "";
    for (; at < length && classes[units[at]!]! & WORD; at++) text += String.fromCharCode(units[at]!);
    words.push({ text, from, to: at });
  }
  return words;
}

let segmenter: Intl.Segmenter | undefined;

/** Where words begin and end in scripts that write no spaces, by the dictionary of the runtime. */
export function boundariesOf(text: string): ReadonlySet<number> {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "word" });
  const places = new Set([text.length]);
  for (const { index } of segmenter.segment(text)) places.add(index);
  return places;
}

/**
 * Whether a word may begin or end between two units of a stream. `place` is where that is in the original, `boundaries` its
 * dictionary's word. Folded, a number that touches a word is a quantity ("mdma100", "10g"): `quantities`.
 */
export function isBoundary(
  stream: Stream,
  at: number,
  quantities: boolean,
  place: number,
  boundaries: () => ReadonlySet<number>,
): boolean {
  if (at <= 0 || at >= stream.length) return true;
  const { classes } = characters();
  const before = classes[stream.units[at - 1]!]!;
  const after = classes[stream.units[at]!]!;
  if (!(before & WORD) || !(after & WORD)) return true;
  if (before & UNSPACED && after & UNSPACED) return boundaries().has(place);
  if (!quantities) return false;
  return (before & LETTER && after & DIGIT && endsInDigits(stream, at, 1)) ||
    (before & DIGIT && after & LETTER && endsInDigits(stream, at - 1, -1))
    ? true
    : false;
}

function endsInDigits({ units, length }: Stream, at: number, step: 1 | -1): boolean {
  const { classes } = characters();
  while (at >= 0 && at < length && classes[units[at]!]! & DIGIT) at += step;
  return at < 0 || at >= length || !(classes[units[at]!]! & WORD);
}

/** Where the word that reaches over a place ends. */
export function endOfWord({ units, length }: Stream, at: number): number {
  const { classes } = characters();
  while (at < length && classes[units[at]!]! & WORD) at++;
  return at;
}
