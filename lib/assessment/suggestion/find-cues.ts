import { type Claim, readClaims, type Word } from "./claims";
import phrases from "./cues.json";

/** Stages of maturity that words can speak of, and how surely they do. */
export type Cue = keyof typeof phrases;

export interface FoundCue {
  cue: Cue;
  words: Word[];
}

interface Phrase {
  cue: Cue;
  stems: string[];
}

let byFirstStem: Map<string, Phrase[]> | undefined;

function lexicon(): Map<string, Phrase[]> {
  if (byFirstStem) return byFirstStem;
  byFirstStem = new Map();
  for (const [cue, texts] of Object.entries(phrases) as [Cue, string[]][]) {
    for (const text of texts) {
      const stems = readClaims(text).flatMap(({ words }) => words.map(({ stem }) => stem));
      const first = stems[0]!;
      byFirstStem.set(first, [...(byFirstStem.get(first) ?? []), { cue, stems }]);
    }
  }
  return byFirstStem;
}

const kept = new WeakMap<Claim, FoundCue[]>();

/** The cues in a claim, each with the words that make it. */
export function findCues(claim: Claim): readonly FoundCue[] {
  const known = kept.get(claim) ?? search(claim);
  kept.set(claim, known);
  return known;
}

function search({ words }: Claim): FoundCue[] {
  const found: FoundCue[] = [];
  const known = lexicon();
  for (const [at, { stem }] of words.entries()) {
    for (const { cue, stems } of known.get(stem) ?? []) {
      if (stems.every((wanted, offset) => words[at + offset]?.stem === wanted)) {
        found.push({ cue, words: words.slice(at, at + stems.length) });
      }
    }
  }
  return found;
}

let cueStems: Set<string> | undefined;

/** Whether a stem is part of any cue, and so says how something is done rather than what. */
export function isCueStem(stem: string): boolean {
  cueStems ??= new Set([...lexicon().values()].flat().flatMap(({ stems }) => stems));
  return cueStems.has(stem);
}
