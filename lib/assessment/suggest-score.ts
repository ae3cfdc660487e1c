/** A score read out of a free text, and what in the text moved it. A null score: it abstains. */
export interface Suggestion {
  score: number | null;
  reasons: string[];
}

const RULES: { score: number; words: string[] }[] = [
  { score: 4, words: ["automated", "continuous", "monitoring", "integrated", "comprehensive"] },
  { score: 3, words: ["documented", "standardized", "reviewed", "tested", "implemented"] },
  { score: 2, words: ["basic", "manual", "ad-hoc", "informal", "limited"] },
];
const SHORT = 10;
const LONG = 200;

/**
 * Suggests a maturity score, 1 to 5, for a free-text answer: the original system's keyword rule. Too short says 1; the
 * strongest group of words found sets 4, 3 or 2; a long answer adds one. A person's choice always wins over it.
 */
export function suggestScore(answer: string): Suggestion {
  const text = answer.toLowerCase();
  if (answer.length < SHORT) return { score: 1, reasons: [`shorter than ${SHORT} characters`] };
  const rule = RULES.find(({ words }) => words.some((word) => text.includes(word)));
  const reasons = rule
    ? rule.words.filter((word) => text.includes(word)).map((word) => `mentions “${word}”`)
    : ["no telling word found"];
  const long = answer.length > LONG;
  if (long) reasons.push(`longer than ${LONG} characters`);
  return { score: Math.min(5, (rule?.score ?? 1) + (long ? 1 : 0)), reasons };
}
