import { foldedStreams } from "./fold";
import { wordsOf } from "./words";

/** A text's words with their places in it, for looking at what stands near a match. */
export class Neighbourhood {
  readonly #words: { text: string; start: number; end: number }[];

  constructor(text: string) {
    const [stream] = foldedStreams(text);
    this.#words = wordsOf(stream).map((word) => ({
      text: word.text,
      start: stream.starts[word.from]!,
      end: stream.ends[word.to - 1]!,
    }));
  }

  /** Whether any of the phrases stands within so many words of a piece of the text. */
  has(phrases: readonly (readonly string[])[], piece: { start: number; end: number }, reach: number): boolean {
    const words = this.#words;
    let from = words.findIndex(({ end }) => end > piece.start);
    if (from < 0) from = words.length;
    let to = from;
    while (to < words.length && words[to]!.start < piece.end) to++;
    const near = words.slice(Math.max(0, from - reach), to + reach).map(({ text }) => text);
    return phrases.some((phrase) => near.some((_, at) => phrase.every((wanted, i) => fits(near[at + i], wanted))));
  }
}

const fits = (word: string | undefined, wanted: string) =>
  word !== undefined && (wanted.endsWith("*") ? word.startsWith(wanted.slice(0, -1)) : word === wanted);
