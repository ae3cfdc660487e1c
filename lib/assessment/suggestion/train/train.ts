import { readClaims } from "../claims";
import { type Model, ready } from "../model";
import { decidingClaims, readAnswer } from "../read-answer";
import { subjectOf } from "../subject";
import { digest, type Example } from "./examples";
import { fitClaims } from "./fit-claims";
import { fitScale, type Point } from "./fit-scale";

const VERSION = "1";
const INNER_FOLDS = 5;
const MOST_COMMON = 0.1;
const FAMILIAR = 3;

/** The fold of a question, the same on every run. */
export function foldsOf(groups: readonly string[], count: number): Map<string, number> {
  return new Map([...new Set(groups)].sort().map((group, at) => [group, at % count]));
}

/** Trains a model. The scale is fitted on claims that the weights have not seen, question by question. */
export function train(examples: readonly Example[]): Model {
  const words = { version: VERSION, trained_on: digest, ...vocabulary(examples) };
  const none = { intercepts: [0, 0, 0, 0], highest: 0, lowest: 0 };
  const folds = foldsOf(
    examples.map(({ group }) => group),
    INNER_FOLDS,
  );
  const points: Point[] = [];
  for (let fold = 0; fold < INNER_FOLDS; fold += 1) {
    const claims = fitClaims(examples.filter(({ group }) => folds.get(group) !== fold));
    const model = ready({ ...words, ...claims, scale: none });
    for (const example of examples) {
      if (example.kind !== "answer" || folds.get(example.group) !== fold) continue;
      for (const subject of [subjectOf(example.question!), undefined]) {
        const deciding = decidingClaims(readAnswer(example.text, subject, model));
        if (!deciding) continue;
        points.push({ highest: deciding.highest.score, lowest: deciding.lowest.score, score: example.score });
      }
    }
  }
  return { ...words, ...fitClaims(examples), scale: fitScale(points) };
}

function vocabulary(examples: readonly Example[]): Pick<Model, "asked" | "common" | "familiar"> {
  const questions = new Map(
    examples.filter(({ question }) => question).map(({ group, question }) => [group, question!]),
  );
  const subjects = [...questions.values()].map(subjectOf);
  const said = new Map<string, Set<string>>();
  for (const { group, text } of examples) {
    const stems = said.get(group) ?? new Set();
    for (const { words } of readClaims(text)) for (const word of words) if (!word.isFunction) stems.add(word.stem);
    said.set(group, stems);
  }
  const inMany = (sets: readonly ReadonlySet<string>[]) =>
    [...count(sets)].filter(([, many]) => many > subjects.length * MOST_COMMON).map(([stem]) => stem);
  const familiar = [...count([...said.values()])].filter(([, many]) => many >= FAMILIAR).map(([stem]) => stem);
  return {
    asked: inMany(subjects.map(({ asked }) => asked)).sort(),
    common: inMany(subjects.map(({ stems }) => stems)).sort(),
    familiar: familiar.sort(),
  };
}

function count(sets: readonly ReadonlySet<string>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const set of sets) for (const stem of set) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return counts;
}

/** The file of a model. */
export const written = (model: Model) => `${JSON.stringify(model, null, 1)}\n`;
