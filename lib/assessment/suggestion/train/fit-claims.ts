import { CholeskyDecomposition, Matrix } from "ml-matrix";
import { readClaims } from "../claims";
import { featuresOf } from "../features";
import type { Model } from "../model";
import { nearness, weighed } from "../read-answer";
import { withoutStuffing } from "../stuffing";
import { nearestStage, subjectOf } from "../subject";
import type { Example } from "./examples";

const LEAST_QUESTIONS = 5;
const MOST_FEATURES = 320;
const PENALTY = 2;
/** Answers speak as clients do; the stages' descriptions do not quite. */
const WEIGHT = { answer: 2, stage: 1 };

/** An example's claims, with their nearness to the question's stages. */
interface Row {
  claims: { features: ReturnType<typeof featuresOf>; nearness: number }[];
  example: Example;
}

const rows = new WeakMap<Example, Row>();

function rowOf(example: Example): Row {
  const known = rows.get(example);
  if (known) return known;
  const subject = example.question && subjectOf(example.question);
  const claims = readClaims(example.text).flatMap((whole) => withoutStuffing(whole) ?? []);
  const row = {
    example,
    claims: claims.map((claim) => ({ features: featuresOf(claim), nearness: nearness(nearestStage(claim, subject)) })),
  };
  rows.set(example, row);
  return row;
}

/**
 * Ridge regression of the score on the features of each claim; a claim of an answer counts once with the nearness to the
 * stages and once without, since not every questionnaire describes its stages.
 */
export function fitClaims(examples: readonly Example[]): Pick<Model, "weights" | "base" | "nearness"> {
  const known = examples.map(rowOf);
  const names = chooseFeatures(known);
  const place = new Map(names.map((name, at) => [name, at + 1]));
  const last = names.length + 1;
  const normal = Matrix.zeros(last + 1, last + 1);
  const target = Matrix.zeros(last + 1, 1);
  const add = (vector: readonly [number, number][], weight: number, score: number) => {
    for (const [i, x] of vector) {
      target.set(i, 0, target.get(i, 0) + weight * x * (score - 3));
      for (const [j, y] of vector) if (j >= i) normal.set(i, j, normal.get(i, j) + weight * x * y);
    }
  };
  for (const { claims, example } of known) {
    const weight = WEIGHT[example.kind] / claims.length;
    for (const { features, nearness } of claims) {
      const found = weighed(features, (name) => place.has(name));
      const vector: [number, number][] = [
        [0, 1],
        ...found.map(({ name, value }): [number, number] => [place.get(name)!, value]),
      ];
      vector.sort(([a], [b]) => a - b);
      if (example.question) add([...vector, [last, nearness]], weight / 2, example.score);
      add(vector, example.question ? weight / 2 : weight, example.score);
    }
  }
  for (let i = 0; i <= last; i += 1) {
    for (let j = 0; j < i; j += 1) normal.set(i, j, normal.get(j, i));
    normal.set(i, i, normal.get(i, i) + (i === 0 || i === last ? 0.01 : PENALTY));
  }
  const solved = new CholeskyDecomposition(normal).solve(target).to1DArray();
  return {
    base: rounded(3 + solved[0]!),
    nearness: rounded(solved[last]!),
    weights: Object.fromEntries(names.map((name, at) => [name, rounded(solved[at + 1]!)])),
  };
}

export const rounded = (value: number) => Math.round(value * 10_000) / 10_000;

/** The features of several questions that set scores apart the most. */
function chooseFeatures(known: readonly Row[]): string[] {
  const seen = new Map<string, { questions: Set<string>; weight: number; sum: number }>();
  let total = 0;
  let sum = 0;
  for (const { claims, example } of known) {
    const weight = WEIGHT[example.kind] / claims.length;
    for (const { features } of claims) {
      total += weight;
      sum += weight * example.score;
      for (const name of features.keys()) {
        const of = seen.get(name) ?? { questions: new Set(), weight: 0, sum: 0 };
        of.questions.add(example.group);
        of.weight += weight;
        of.sum += weight * example.score;
        seen.set(name, of);
      }
    }
  }
  const mean = sum / total;
  const apart = ({ sum: ofSum, weight }: { sum: number; weight: number }) =>
    Math.abs(ofSum / weight - mean) * Math.sqrt(weight);
  return [...seen]
    .filter(([, { questions }]) => questions.size >= LEAST_QUESTIONS)
    .sort(([a, ofA], [b, ofB]) => apart(ofB) - apart(ofA) || (a < b ? -1 : 1))
    .slice(0, MOST_FEATURES)
    .map(([name]) => name)
    .sort();
}
