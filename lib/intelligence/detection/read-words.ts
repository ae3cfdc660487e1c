import { characters, CYRILLIC, DIGIT, GREEK, LATIN, LETTER, SIGN, WORD } from "./characters";
import { leetOf, unmix } from "./look-alikes";
import type { Stream } from "./stream";

/** The fewest letters written apart that count as one word: "c o k e", "c.o.k.e". */
const FEWEST_APART = 4;

/** Whether a text has digits or signs, or letters that stand alone: without them there is but one reading. */
export function mayReadOtherwise({ units, length }: Stream): boolean {
  const { classes } = characters();
  let [alone, wordLength] = [0, 0];
  for (let at = 0; at < length; at++) {
    const kind = classes[units[at]!]!;
    if (kind & (DIGIT | SIGN)) return true;
    if (kind & WORD) wordLength++;
    else {
      if (wordLength === 1 && ++alone === FEWEST_APART) return true;
      wordLength = 0;
    }
  }
  return alone + (wordLength === 1 ? 1 : 0) >= FEWEST_APART;
}

/** Reads each word of both streams in place; whether they differ now. */
export function readWords(first: Stream, second: Stream): boolean {
  const { classes } = characters();
  let differs = false;
  let at = 0;
  while (at < first.length) {
    let all = 0;
    const from = at;
    for (; at < first.length; at++) {
      const kind = classes[first.units[at]!]!;
      if (!(kind & (WORD | SIGN))) break;
      all |= kind;
    }
    if (at === from) {
      at++;
      continue;
    }
    if (!(all & LETTER)) continue;
    if (all & LATIN && all & (CYRILLIC | GREEK)) {
      unmix(first.units, classes, from, at);
      unmix(second.units, classes, from, at);
    }
    if (all & (DIGIT | SIGN) && unleet(first.units, second.units, from, at)) differs = true;
  }
  return differs;
}

function unleet(first: Uint16Array, second: Uint16Array, from: number, to: number): boolean {
  const { classes } = characters();
  let letters = 0;
  let scripts = 0;
  let [inner, outer] = [to, from];
  for (let at = from; at < to; at++) {
    if (!(classes[first[at]!]! & LETTER)) continue;
    letters++;
    scripts |= classes[first[at]!]!;
    inner = Math.min(inner, at);
    outer = at;
  }
  const mostlyLetters = to - from - letters < letters;
  let differs = false;
  for (let at = from; at < to; at++) {
    const unit = first[at]!;
    if (classes[unit]! & LETTER) continue;
    const within = at > inner && at < outer;
    if (within && classes[unit]! & DIGIT) first[at] = leetOf(unit, scripts, false);
    if (within || mostlyLetters) second[at] = leetOf(unit, scripts, true);
    if (first[at] !== second[at]) differs = true;
  }
  return differs;
}

export function joinLetters(stream: Stream): boolean {
  const { classes } = characters();
  const { units } = stream;
  const isWord = (at: number) => at >= 0 && at < stream.length && (classes[units[at]!]! & WORD) !== 0;
  let joined = false;
  let to = 0;
  for (let at = 0; at < stream.length;) {
    let last = at;
    if (isWord(at) && !isWord(at - 1) && !isWord(at + 1)) {
      const gap = units[at + 1];
      while (units[last + 1] === gap && isWord(last + 2) && !isWord(last + 3) && last + 2 < stream.length) last += 2;
    }
    const step = (last - at) / 2 + 1 >= FEWEST_APART ? 2 : 1;
    if (step === 2) joined = true;
    for (const end = step === 2 ? last : at; at <= end; at += step, to++) {
      units[to] = units[at]!;
      stream.starts[to] = stream.starts[at]!;
      stream.ends[to] = stream.ends[at]!;
    }
    if (step === 2) at = last + 1;
  }
  stream.length = to;
  return joined;
}
