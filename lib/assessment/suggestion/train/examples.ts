import { createHash } from "node:crypto";
import { builtInQuestionnaire } from "@/lib/assessment/built-in-questionnaire";
import buildAndDeployment from "../data/answers/1-build-and-deployment.json";
import cultureAndOrganization from "../data/answers/2-culture-and-organization.json";
import implementation from "../data/answers/3-implementation.json";
import informationGathering from "../data/answers/4-information-gathering.json";
import testAndVerification from "../data/answers/5-test-and-verification.json";
import longAndMixed from "../data/answers/6-long-and-mixed.json";
import offTopic from "../data/off-topic.json";
import unseen from "../data/unseen.json";
import type { AskedQuestion } from "../subject";

/** A text whose score is known. */
export interface Example {
  text: string;
  score: number;
  /** Names its question; examples of one question are never split between training and evaluation. */
  group: string;
  /** Undefined for what describes a stage itself: it would be compared with itself. */
  question: AskedQuestion | undefined;
  kind: "answer" | "stage";
}

const questions = builtInQuestionnaire.sections
  .flatMap(({ dimensions }) => dimensions)
  .flatMap((dimension) => dimension.questions)
  .map(({ code, text, meaning, importance, good_evidence, options }) => {
    const staged = options.map(({ text: stage, description, score }) => ({ text: stage, description, score }));
    return {
      code,
      text,
      meaning,
      importance,
      good_evidence,
      options: staged,
    };
  });
const byCode = new Map(questions.map((question) => [question.code, question]));

/** "3: text". */
const read = (line: string) => ({ score: Number(line[0]), text: line.slice(3) });

const answerFiles: Record<string, string[]>[] = [
  buildAndDeployment,
  cultureAndOrganization,
  implementation,
  informationGathering,
  testAndVerification,
  longAndMixed,
];

/** The answers written for training, each tied to a question of the built-in questionnaire. */
export const answers: Example[] = answerFiles
  .flatMap((file) => Object.entries(file))
  .flatMap(([group, lines]) =>
    lines.map((line) => ({ ...read(line), group, question: byCode.get(group)!, kind: "answer" as const })),
  );

/** The stages the built-in questionnaire describes: title and description, a text each. */
const stages: Example[] = questions.flatMap(({ code, options }) =>
  options.flatMap(({ text, description, score }) =>
    [text, description].map((words) => ({
      text: words,
      score,
      group: code,
      question: undefined,
      kind: "stage" as const,
    })),
  ),
);

/** Answers to questionnaires of other subjects, for evaluation alone. */
export const unseenAnswers: Example[] = unseen.flatMap(({ question, options, answers: lines }) =>
  lines.map((line) => ({
    ...read(line),
    group: question,
    question: { text: question, options: options.map((text, at) => ({ text, score: at + 1 })) },
    kind: "answer" as const,
  })),
);

/** Texts that answer nothing: `tune` served to set the thresholds, `test` did not. */
export const offTopicTexts = offTopic;

/** All that a model is trained on. */
export const examples: Example[] = [...answers, ...stages];

/** Names the data a model was trained on. */
export const digest = createHash("sha256").update(JSON.stringify(examples)).digest("hex").slice(0, 16);
