import type { Word } from "./words";

/** The shortest terms for which one and two errors are forgiven: shorter ones are other words with one letter changed. */
const FUZZY_LENGTHS = [0, 5, 8] as const;

/** Edits between two texts (Damerau: neighbours exchanged are one), or more than `most`. */
export function editDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      let edits = same ? row[j - 1]! : 1 + Math.min(row[j - 1]!, row[j]!, next[j - 1]!);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        edits = Math.min(edits, before[j - 2]! + 1);
      }
      next.push(edits);
      least = Math.min(least, edits);
    }
    if (least > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[other.length]!;
}

/** Which letters a text has, one bit each: two texts k edits apart differ in at most 2k of them. */
function lettersOf(text: string): number {
  let bits = 0;
  for (let at = 0; at < text.length; at++) bits |= 1 << (text.charCodeAt(at) & 31);
  return bits;
}

function countBits(bits: number): number {
  bits -= (bits >>> 1) & 0x55555555;
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

interface Term {
  index: number;
  text: string;
  letters: number;
  most: number;
}

interface FuzzyHit {
  index: number;
  /** Words of the stream, the end exclusive. */
  from: number;
  to: number;
  edits: number;
}

/** The words whose answers are remembered: people say the same words again and again. */
const MOST_REMEMBERED = 50_000;
const NONE: readonly [index: number, edits: number][] = [];

/** Terms that may be misspelt, found among words; a term of several words among as many that stand together. */
export class FuzzyTerms {
  readonly #bySize = new Map<number, Term[]>();
  #remembered = new Map<string, readonly [index: number, edits: number][]>();

  constructor(terms: readonly { index: number; text: string; errors: number }[]) {
    for (const { index, text, errors } of terms) {
      const most = Math.min(errors, text.length >= FUZZY_LENGTHS[2] ? 2 : text.length >= FUZZY_LENGTHS[1] ? 1 : 0);
      if (most === 0) continue;
      const size = text.split(" ").length;
      this.#bySize.set(size, [...(this.#bySize.get(size) ?? []), { index, text, most, letters: lettersOf(text) }]);
    }
  }

  get isEmpty() {
    return this.#bySize.size === 0;
  }

  find(words: readonly Word[]): FuzzyHit[] {
    const hits: FuzzyHit[] = [];
    for (const [size, terms] of this.#bySize) {
      for (let at = 0; at + size <= words.length; at++) {
        let text = words[at]!.text;
        for (let i = 1; i < size; i++) text += ` ${words[at + i]!.text}`;
        for (const [index, edits] of this.#near(text, terms)) hits.push({ index, from: at, to: at + size, edits });
      }
    }
    return hits;
  }

  #near(text: string, terms: readonly Term[]) {
    const known = this.#remembered.get(text);
    if (known) return known;
    const letters = lettersOf(text);
    const near: [number, number][] = [];
    for (const term of terms) {
      if (Math.abs(term.text.length - text.length) > term.most) continue;
      if (countBits(term.letters ^ letters) > 2 * term.most) continue;
      const edits = editDistance(text, term.text, term.most);
      if (edits <= term.most) near.push([term.index, edits]);
    }
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered = new Map();
    this.#remembered.set(text, near.length > 0 ? near : NONE);
    return near;
  }
}
