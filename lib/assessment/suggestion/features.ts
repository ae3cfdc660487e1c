import type { Claim, Word } from "./claims";
import { findCues } from "./find-cues";

/** What a claim shows of a feature: how much, and in which words. */
export interface Feature {
  value: number;
  words: Word[];
}

/** A cue weighs more than a word: it stands for many. */
const CUE_VALUE = 1.5;

/** What the words of a claim show, whatever it is about. Each counts once, however often it is repeated. */
export function featuresOf(claim: Claim): Map<string, Feature> {
  const features = new Map<string, Feature>();
  const add = (name: string, value: number, words: Word[]) => {
    if (!features.has(name)) features.set(name, { value, words });
  };
  for (const { cue, words } of findCues(claim)) add(`${words[0]!.scope}<${cue}>`, CUE_VALUE, words);
  const names = claim.words.map(({ scope, stem }) => `${scope}${stem}`);
  for (const [at, word] of claim.words.entries()) {
    add(names[at]!, 1, [word]);
    const next = claim.words[at + 1];
    if (next) add(`${names[at]} ${names[at + 1]}`, 1, [word, next]);
  }
  return features;
}
