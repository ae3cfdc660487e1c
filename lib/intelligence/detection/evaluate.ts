import { analyse, type RuleSet } from "./analyse";
import type { Rule } from "./rule";
import emoji from "./labelled/emoji.json";
import english from "./labelled/english.json";
import hindi from "./labelled/hindi.json";
import russian from "./labelled/russian.json";

/**
 * Messages made for the purpose, each labelled whether an analyst would want to see it. They are no sample of anything real:
 * they say whether the matcher does what it claims, not how often it is right on your material. Precision per rule says that.
 */
export const LABELLED = { english, russian, hindi, emoji };

export interface Judgement {
  truePositives: number;
  falsePositives: number;
  falseNegatives: number;
  precision: number;
  recall: number;
  missed: string[];
  wrong: string[];
}

type Verdict = (text: string) => boolean;

/** What is scored at all counts as found: what is negated, or hit by nothing, does not. */
export const byAnalysis =
  (ruleSet: RuleSet): Verdict =>
  (text) =>
    analyse(ruleSet, { text, sourceId: 0 }).riskScore !== null;

/** What is usually done: any term anywhere, in lower case. */
export const bySubstring = (rules: readonly Rule[]): Verdict => {
  const terms = rules
    .filter(({ kind }) => kind !== "regex")
    .flatMap(({ kind, term, aliases, terms }) => (kind === "k_of_n" ? terms : [term, ...aliases]))
    .map((term) => term.replace("*", "").toLowerCase());
  return (text) => terms.some((term) => text.toLowerCase().includes(term));
};

export function judge(set: { relevant: readonly string[]; harmless: readonly string[] }, verdict: Verdict): Judgement {
  const missed = set.relevant.filter((text) => !verdict(text));
  const wrong = set.harmless.filter(verdict);
  const truePositives = set.relevant.length - missed.length;
  return {
    truePositives,
    falsePositives: wrong.length,
    falseNegatives: missed.length,
    precision: truePositives / Math.max(1, truePositives + wrong.length),
    recall: truePositives / Math.max(1, set.relevant.length),
    missed,
    wrong,
  };
}

export const everything = () => ({
  relevant: Object.values(LABELLED).flatMap(({ relevant }) => relevant),
  harmless: Object.values(LABELLED).flatMap(({ harmless }) => harmless),
});
