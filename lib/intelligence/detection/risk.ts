import type { Found, Match, Severity } from "./rule";

const RISK_FORMULA = "100·(1 − ∏(1 − weight·confidence))";

/** The least score of each level. They are judgement, stated: nothing below a hit is LOW, and no hit has no level. */
const LEVELS: readonly [Severity, number][] = [
  ["CRITICAL", 85],
  ["HIGH", 60],
  ["MEDIUM", 30],
  ["LOW", 0],
];

/** How sure each way of finding is, before typing errors. */
const CERTAINTY: Record<Found, number> = {
  exact: 1,
  regex: 1,
  folded: 0.9,
  fuzzy: 0.85,
  k_of_n: 0.8,
  emoji: 0.6,
  part: 0.5,
};

/** 0–1. Each typing error forgiven costs its share of the term; terms beyond the threshold of a k-of-n rule add. */
export const confidenceOf = (found: Found, { edits = 0, length = 1, beyond = 0, possible = 0 } = {}): number => {
  const certainty = CERTAINTY[found] - (edits > 0 ? Math.min(0.4, edits / length) : 0);
  return round(certainty + (possible > 0 ? (1 - certainty) * (beyond / possible) : 0));
};

interface RuleShare {
  keywordId: number;
  weight: number;
  confidence: number;
  matches: number;
  found: Found;
}

/** Why a score is what it is. Kept with the message, beside the number of the rule set. */
export interface RiskComponents {
  formula: string;
  categories: { category: string; score: number; rules: RuleShare[] }[];
  /** Rules whose every match stands in a harmless context: shown, not scored. */
  negated: number[];
}

const round = (value: number) => Math.round(value * 1000) / 1000;

/**
 * The risk of a message: 100·(1 − ∏(1 − wᵢcᵢ)) over the rules that hit, w being a rule's weight and c the confidence of its
 * best match. It is the "noisy or" of independent causes (Pearl, Probabilistic Reasoning in Intelligent Systems, 1988, 4.3.2),
 * which CVSS 3.1 uses for its impact sub-score as well: each hit can only add, no sum passes 100, and the order does not
 * matter. A rule counts once however often it matches, so that repetition is no evidence. Rules are grouped by category, and
 * the categories' scores joined by the same formula: the total is that of all rules at once, and a category's score is what
 * it would be alone. No rule, or harmless ones only: no score, which is not a low one.
 */
export function riskOf(matches: readonly Match[]): {
  score: number | null;
  level: Severity | null;
  confidence: number | null;
  components: RiskComponents;
} {
  const shares = new Map<number, { category: string; share: RuleShare }>();
  for (const { rule, found, confidence, negated } of matches) {
    if (negated) continue;
    const known = shares.get(rule.id);
    const best = known && known.share.confidence >= confidence ? known.share : { found, confidence };
    shares.set(rule.id, {
      category: rule.category,
      share: {
        keywordId: rule.id,
        weight: rule.weight,
        found: best.found,
        confidence: best.confidence,
        matches: (known?.share.matches ?? 0) + 1,
      },
    });
  }
  const byCategory = new Map<string, RuleShare[]>();
  for (const { category, share } of shares.values()) {
    byCategory.set(category, [...(byCategory.get(category) ?? []), share]);
  }
  const without = (rules: readonly RuleShare[]) =>
    rules.reduce((rest, one) => rest * (1 - one.weight * one.confidence), 1);
  const all = [...shares.values()].map(({ share }) => share);
  const score = all.length > 0 ? percent(without(all)) : null;
  return {
    score,
    level: score === null ? null : levelOf(score),
    confidence: all.length > 0 ? Math.max(...all.map(({ confidence }) => confidence)) : null,
    components: {
      formula: RISK_FORMULA,
      categories: [...byCategory]
        .map(([category, rules]) => ({ category, score: percent(without(rules)), rules: rules.sort(byShare) }))
        .sort((one, other) => other.score - one.score || one.category.localeCompare(other.category)),
      negated: [...new Set(matches.filter(({ negated }) => negated).map(({ rule }) => rule.id))].filter(
        (id) => !shares.has(id),
      ),
    },
  };
}

const byShare = (one: RuleShare, other: RuleShare) =>
  other.weight * other.confidence - one.weight * one.confidence || one.keywordId - other.keywordId;

const percent = (rest: number) => Math.round((1 - rest) * 1000) / 10;

const levelOf = (score: number): Severity => LEVELS.find(([, least]) => score >= least)![0];
