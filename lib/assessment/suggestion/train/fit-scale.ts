import { Matrix, solve } from "ml-matrix";
import type { Model } from "../model";
import { rounded } from "./fit-claims";

/** What is known of an answer: its claims' highest and lowest score, and its own. */
export interface Point {
  highest: number;
  lowest: number;
  score: number;
}

const STEPS = 25;
const PENALTY = 0.01;

/**
 * Proportional odds: one logistic regression over "at least 2", … "at least 5", with an intercept each and common slopes,
 * by Newton's method.
 */
export function fitScale(points: readonly Point[]): Model["scale"] {
  const vectors = points.flatMap(({ highest, lowest, score }) =>
    [2, 3, 4, 5].map((level, at) => ({
      x: [0, 1, 2, 3].map((other): number => (other === at ? 1 : 0)).concat(highest - 3, lowest - 3),
      y: score >= level ? 1 : 0,
    })),
  );
  const size = 6;
  let solved = Matrix.zeros(size, 1);
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = Matrix.mul(solved, -PENALTY);
    const curvature = Matrix.eye(size).mul(PENALTY);
    for (const { x, y } of vectors) {
      const chance = 1 / (1 + Math.exp(-x.reduce((sum, value, i) => sum + value * solved.get(i, 0), 0)));
      for (let i = 0; i < size; i += 1) {
        gradient.set(i, 0, gradient.get(i, 0) + x[i]! * (y - chance));
        for (let j = 0; j < size; j += 1) {
          curvature.set(i, j, curvature.get(i, j) + x[i]! * x[j]! * chance * (1 - chance));
        }
      }
    }
    solved = Matrix.add(solved, solve(curvature, gradient));
  }
  const values = solved.to1DArray().map(rounded);
  // A slope below zero would let a better claim lower the score.
  return { intercepts: values.slice(0, 4), highest: Math.max(0, values[4]!), lowest: Math.max(0, values[5]!) };
}
