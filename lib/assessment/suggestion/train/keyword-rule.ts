const RULES: { score: number; words: string[] }[] = [
  { score: 4, words: ["automated", "continuous", "monitoring", "integrated", "comprehensive"] },
  { score: 3, words: ["documented", "standardized", "reviewed", "tested", "implemented"] },
  { score: 2, words: ["basic", "manual", "ad-hoc", "informal", "limited"] },
];
const SHORT = 10;
const LONG = 200;

/**
 * The rule of the system before this one, which the model is compared with: too short is 1; the strongest group of words found
 * sets 4, 3 or 2; a long answer adds one.
 */
export function keywordRule(answer: string): number {
  if (answer.length < SHORT) return 1;
  const text = answer.toLowerCase();
  const score = RULES.find(({ words }) => words.some((word) => text.includes(word)))?.score ?? 1;
  return Math.min(5, score + (answer.length > LONG ? 1 : 0));
}
