import type { ReadyModel } from "./model";

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/** How likely each score from 1 to 5 is, given the answer's highest and lowest claim. */
export function likelihoods({ scale }: Pick<ReadyModel, "scale">, highest: number, lowest: number): number[] {
  const moved = scale.highest * (highest - 3) + scale.lowest * (lowest - 3);
  const atLeast = [1, ...scale.intercepts.map((intercept) => logistic(intercept + moved)), 0];
  return atLeast.slice(0, -1).map((chance, at) => chance - atLeast[at + 1]!);
}

/** The middle of the likely scores, which is the one expected to be least wrong, and how likely it is. */
export function middle(chances: readonly number[]): { score: number; confidence: number } {
  let sum = 0;
  for (const [at, chance] of chances.entries()) {
    sum += chance;
    if (sum >= 0.5) return { score: at + 1, confidence: chance };
  }
  return { score: chances.length, confidence: chances.at(-1)! };
}
