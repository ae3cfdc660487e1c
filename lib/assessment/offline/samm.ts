import type { ResponseRow } from "@/db/queries/assessment/answer-set";
import { isMapping, listOf, mappingOf, numberOf, type Value } from "../import/parse-text";
import type { PlacedQuestion, Questionnaire } from "../questionnaire";
import type { AnswerFile } from "./file-rows";

/*
 * The `.samm` interchange format: answers to OWASP SAMM by question code, worth 0, ¼, ½ or 1.
 */

/**
 * A code of SAMM in one spelling, stream before level: "G-SM-A-1" and "G-SM-1-A" are the same. Undefined for what is no
 * code of a question.
 */
export function sammCode(text: string): string | undefined {
  const [, practice, first, second] =
    /^([A-Z]-[A-Z]{2,3})-([A-Z]|\d)-([A-Z]|\d)$/.exec(text.trim().toUpperCase()) ?? [];
  if (!practice || !first || !second || /\d/.test(first) === /\d/.test(second)) return undefined;
  return /\d/.test(first) ? `${practice}-${second}-${first}` : `${practice}-${first}-${second}`;
}

/** The code of a question that is SAMM's own, not one that only refers to it. */
function ownCode({ code, cross_references }: PlacedQuestion): string | undefined {
  const own = sammCode(code);
  return own && cross_references.some(({ framework, reference }) => framework === "SAMM" && sammCode(reference) === own)
    ? own
    : undefined;
}

/** The questions of a questionnaire that is SAMM's, by code; empty for any other. */
export const sammQuestions = (questionnaire: Questionnaire): ReadonlyMap<string, PlacedQuestion> =>
  new Map(
    questionnaire.questions.flatMap((question) => {
      const code = ownCode(question);
      return code ? [[code, question] as const] : [];
    }),
  );

/** The answers of a product as a `.samm` file. What does not apply has no score and is left out. */
export function toSamm(
  questions: ReadonlyMap<string, PlacedQuestion>,
  responses: ReadonlyMap<number, ResponseRow>,
  about: { version: string; organization: string; scope: string; date: Date },
) {
  const answers = [...questions].flatMap(([questionCode, question]) => {
    const response = responses.get(question.id);
    const score = response && !response.not_applicable && response.asked ? response.maturity_score : null;
    return score === null ? [] : [{ questionCode, answerScore: Math.round(score * 20) / 100 }];
  });
  return {
    formatVersion: "1.0",
    assessment: { ...about, date: about.date.toISOString().slice(0, 10), answers },
    extensions: [],
  };
}

export const isSamm = (value: Value) =>
  isMapping(value) && isMapping(value.assessment) && "answers" in value.assessment;

/** The answers of a `.samm` file: each means the option with its score. */
export function readSammAnswers(value: Value): AnswerFile {
  const file: AnswerFile = { format: "samm", rows: [], warnings: [], errors: [] };
  for (const [at, answer] of listOf(mappingOf(mappingOf(value).assessment).answers).entries()) {
    const place = `answer ${at + 1}`;
    const { questionCode, answerScore } = mappingOf(answer);
    const code = typeof questionCode === "string" ? sammCode(questionCode) : undefined;
    const worth = typeof answerScore === "number" ? numberOf(answerScore) : undefined;
    const refuse = (message: string) => file.errors.push({ place, message });
    if (!code) refuse("Its questionCode is no code of SAMM, such as G-SM-A-1.");
    else if (worth === undefined || worth < 0 || worth > 1) refuse("Its answerScore is no number from 0 to 1.");
    else file.rows.push({ place, code, option_score: worth * 5, formulas: [] });
  }
  return file;
}
