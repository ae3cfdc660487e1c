import { characters, DROPPED, EXPANDED, foldCharacter } from "./characters";
import { EMOJI_WORDS } from "./look-alikes";
import { joinLetters, mayReadOtherwise, readWords } from "./read-words";
import { copyOf, put, streamOf, type Stream } from "./stream";

/** The text as it is. */
export function exactStream(text: string): Stream {
  const stream = streamOf(text.length);
  for (let at = 0; at < text.length; at++) put0(stream, text.charCodeAt(at), at);
  return stream;
}

function put0(stream: Stream, unit: number, at: number) {
  stream.units[at] = unit;
  stream.starts[at] = at;
  stream.ends[at] = at + 1;
  stream.length = at + 1;
}

/** In lower case, without invisible characters, runs of whitespace as one space. */
export function lowerStream(text: string): Stream {
  const { lower } = characters();
  const stream = streamOf(text.length);
  for (let at = 0; at < text.length; at++) {
    const unit = lower[text.charCodeAt(at)]!;
    if (unit !== DROPPED) put(stream, unit, at, at + 1);
  }
  return stream;
}

const pairs = new Map<number, string>();

/** What comes of a character beyond the first plane: a word of an emoji, a letter of a mathematical one. */
function ofPair(point: number): string {
  const known = pairs.get(point);
  if (known !== undefined) return known;
  const word = EMOJI_WORDS.get(point);
  const isTone = point >= 0x1f3fb && point <= 0x1f3ff;
  const made = word ? ` ${word} ` : isTone ? "" : foldCharacter(String.fromCodePoint(point));
  pairs.set(point, made);
  return made;
}

/**
 * What folded rules are compared with. `reading` 0 sees through mixed scripts and digits between letters; 1 takes digits and
 * signs at the edges of a word for letters too, 1 for an l, and joins letters that are written apart. Nothing where the second
 * reading is that of the first.
 */
export function foldedStreams(text: string): [first: Stream, second: Stream | undefined] {
  const first = plainStream(text);
  if (!mayReadOtherwise(first)) {
    readWords(first, first);
    return [first, undefined];
  }
  const second = copyOf(first);
  const differs = readWords(first, second);
  const joined = joinLetters(second);
  return [first, differs || joined ? second : undefined];
}

function plainStream(text: string): Stream {
  const { folded, expansions } = characters();
  const stream = streamOf(text.length + 16);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const emoji = unit >= 0x2600 && unit < 0x27c0 ? EMOJI_WORDS.get(unit) : undefined;
    const isPair = unit >= 0xd800 && unit < 0xdc00 && at + 1 < text.length;
    if (emoji || isPair) {
      const end = isPair ? at + 2 : text.charCodeAt(at + 1) === 0xfe0f ? at + 2 : at + 1;
      const made = emoji ? ` ${emoji} ` : ofPair(text.codePointAt(at)!);
      for (let i = 0; i < made.length; i++) put(stream, made.charCodeAt(i), at, end);
      at = end - 1;
      continue;
    }
    const plain = folded[unit]!;
    if (plain === DROPPED) continue;
    if (plain !== EXPANDED) put(stream, plain, at, at + 1);
    else for (const part of expansions.get(unit) ?? "") put(stream, part.charCodeAt(0), at, at + 1);
  }
  return stream;
}

const textOf = ({ units, length }: Stream) => String.fromCharCode(...units.subarray(0, length)).trim();

/** How a term is compared in each way of reading. */
export const foldTerm = (term: string) => textOf(foldedStreams(term)[0]);
export const lowerTerm = (term: string) => textOf(lowerStream(term));

/** Whether a piece of text reads as a folded term, in either reading. */
export const readsAs = (piece: string): string[] =>
  foldedStreams(piece).flatMap((stream) => (stream ? [textOf(stream)] : []));
