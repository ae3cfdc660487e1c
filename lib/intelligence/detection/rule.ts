/** How grave a hit would be. It orders and colours; what counts towards the risk is the rule's weight. */
export type Severity = "LOW" | "MEDIUM" | "HIGH" | "CRITICAL";

type RuleKind = "phrase" | "k_of_n" | "regex";

/** A keyword of a watchlist as the matcher knows it: also the form in which rule sets are pinned. */
export interface Rule {
  id: number;
  /** What is looked for; a name where the kind is k_of_n. A trailing * stands for any ending of the word. */
  term: string;
  kind: RuleKind;
  severity: Severity;
  category: string;
  /** What one certain hit means, 0–1. */
  weight: number;
  /** Other ways to say the same. */
  aliases: readonly string[];
  /** Of k_of_n: what at least `threshold` of must be in a message. */
  terms: readonly string[];
  threshold: number;
  caseSensitive: boolean;
  wholeWord: boolean;
  /** Sees through 0 for o, с for c, é for e, and emoji that stand for words. */
  folded: boolean;
  /** Typing errors forgiven, 0–2; only in terms long enough (see fuzzy.ts). */
  fuzzy: number;
  /** Where it applies; empty is everywhere. A message whose language is unknown is never passed over. */
  languages: readonly string[];
  sourceIds: readonly number[];
  /** Phrases near a match that make it harmless ("police seized"). */
  negativeContext: readonly string[];
  /** How many words before and after are near. */
  contextWords: number;
}

/** How a match came about: what its confidence rests on. */
export type Found = "exact" | "folded" | "emoji" | "fuzzy" | "part" | "regex" | "k_of_n";

/** A place in a message where a rule applies. Offsets are UTF-16, the end exclusive. */
export interface Match {
  rule: Rule;
  start: number;
  end: number;
  found: Found;
  confidence: number;
  negated: boolean;
}

/** What a rule is called: expressions carry a name as their first alias. */
export const nameOf = ({ kind, term, aliases }: Pick<Rule, "kind" | "term" | "aliases">): string =>
  kind === "regex" ? (aliases[0] ?? term) : term;
