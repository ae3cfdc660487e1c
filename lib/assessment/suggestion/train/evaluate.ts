import { suggestScore } from "../../suggest-score";
import { ready, type ReadyModel } from "../model";
import { answers, type Example, examples, offTopicTexts, unseenAnswers } from "./examples";
import { calibration, type Figures, figuresOf, type Guess } from "./figures";
import { keywordRule } from "./keyword-rule";
import { foldsOf, train } from "./train";

const FOLDS = 10;
/** Half of what can be scored: the guess that is least wrong when nothing is known. */
const MIDDLE = 3;

interface Row extends Figures {
  name: string;
}

/** How good the model is on one set of answers, beside the rule it replaces and beside guessing. */
interface Evaluation {
  title: string;
  rows: Row[];
  calibration: ReturnType<typeof calibration>;
}

/** Trains without each question in turn, and tries the whole model on questionnaires it has never met. */
export function evaluate(): {
  evaluations: Evaluation[];
  offTopic: { name: string; count: number; abstained: number }[];
} {
  const folds = foldsOf(
    examples.map(({ group }) => group),
    FOLDS,
  );
  const models = Array.from({ length: FOLDS }, (_, fold) =>
    ready(train(examples.filter(({ group }) => folds.get(group) !== fold))),
  );
  const whole = ready(train(examples));
  const offTopic = Object.entries(offTopicTexts).map(([name, texts]) => ({
    name,
    count: texts.length,
    abstained: texts.filter((text) => suggestScore(text, answers[0]!.question, whole).score === null).length,
  }));
  return {
    evaluations: [
      assess(
        `Held-out questions of the built-in questionnaire (${FOLDS} folds, by question)`,
        answers,
        ({ group }) => models[folds.get(group)!]!,
      ),
      assess("Questionnaires of other subjects, never used in training", unseenAnswers, () => whole),
    ],
    offTopic,
  };
}

function assess(title: string, among: readonly Example[], modelFor: (example: Example) => ReadyModel): Evaluation {
  const guess = (read: (example: Example) => { score: number | null; confidence: number }): Guess[] =>
    among.map((example) => {
      const { score, confidence } = read(example);
      return { right: example.score, guessed: score, confidence };
    });
  const model = guess((example) => suggestScore(example.text, example.question, modelFor(example)));
  const textAlone = guess((example) => suggestScore(example.text, undefined, modelFor(example)));
  const always = guess((example) => {
    const { score, confidence } = suggestScore(example.text, example.question, modelFor(example), 0);
    return { score: score ?? MIDDLE, confidence };
  });
  const rule = guess(({ text }) => ({ score: keywordRule(text), confidence: 0 }));
  const constant = (score: number) => guess(() => ({ score, confidence: 0 }));
  const row = (name: string, guesses: readonly Guess[]): Row => ({ name, ...figuresOf(guesses) });
  return {
    title,
    rows: [
      row("model, where it suggests", model),
      row("model, without the question", textAlone),
      row(`model, never abstaining (${MIDDLE} for nothing)`, always),
      row("keyword rule", rule),
      row(
        "keyword rule, where the model suggests",
        rule.filter((_, at) => model[at]!.guessed !== null),
      ),
      row(`majority guess (always ${majority()})`, constant(majority())),
      row(`middle guess (always ${MIDDLE})`, constant(MIDDLE)),
    ],
    calibration: calibration(model),
  };
}

/** The most frequent score of the training answers. */
function majority(): number {
  const count = (score: number) => answers.filter((answer) => answer.score === score).length;
  return [1, 2, 3, 4, 5].reduce((best, score) => (count(score) > count(best) ? score : best));
}
