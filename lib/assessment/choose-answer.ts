import type { ScoreSource } from "@/db/schema/assessment/questionnaire-responses";
import { Fault, invalidField } from "@/lib/kernel/fault";
import type { PlacedQuestion } from "./questionnaire";
import { suggestScore } from "./suggest-score";

/** What a save says about the answer. Undefined fields were not given. */
export interface GivenAnswer {
  answer?: string;
  option_id?: number;
  maturity_score?: number;
  not_applicable?: boolean;
  not_applicable_reason?: string;
}

/** The answer a response holds, with its score (0–5) and where that comes from. */
export interface ChosenAnswer {
  optionId: number | null;
  answer: string;
  maturityScore: number | null;
  scoreSource: ScoreSource;
  reasons: string[] | null;
  notApplicable: boolean;
  notApplicableReason: string;
}

const normal = (text: string) => text.trim().replace(/\s+/g, " ").toLowerCase();

/** The option a text names: its letter ("B"), its text, or both ("B) …"). */
function optionNamed(question: PlacedQuestion, answer: string) {
  const text = normal(answer);
  const [, letter, rest] = /^([a-z])(?:[).:]\s*(.*))?$/.exec(text) ?? [];
  const lettered = letter ? question.options[letter.charCodeAt(0) - 97] : undefined;
  if (lettered && (!rest || normal(lettered.text) === rest)) return lettered;
  return question.options.find((option) => normal(option.text) === text);
}

/**
 * Reads a given answer: the option it chooses and its score. A score given wins over the option's, which wins over the one
 * suggested from the text. With nothing given, the answer stays as it was.
 * @throws Fault invalid for an option of another question, or not applicable without a reason
 */
export function chooseAnswer(
  given: GivenAnswer,
  question: PlacedQuestion | undefined,
  before: ChosenAnswer | undefined,
): ChosenAnswer {
  if (given.not_applicable) {
    const notApplicableReason = given.not_applicable_reason || before?.notApplicableReason;
    if (!notApplicableReason)
      throw invalidField("not_applicable_reason", "is required when the question is not applicable");
    return { ...blank, answer: given.answer ?? "", notApplicable: true, notApplicableReason };
  }
  if (given.answer === undefined && given.option_id === undefined) {
    const kept = before && !(before.notApplicable && given.not_applicable === false) ? before : blank;
    if (given.maturity_score === undefined) return kept;
    return { ...kept, maturityScore: given.maturity_score, scoreSource: "provided", reasons: null };
  }
  const option = chosenOption(given, question);
  const chosen = { ...blank, optionId: option?.id ?? null, answer: given.answer?.trim() || (option?.text ?? "") };
  if (given.maturity_score !== undefined) {
    return { ...chosen, maturityScore: given.maturity_score, scoreSource: "provided" };
  }
  if (option) return { ...chosen, maturityScore: option.score, scoreSource: "option" };
  const { score, reasons } = suggestScore(chosen.answer);
  return { ...chosen, maturityScore: score, scoreSource: score === null ? "none" : "suggested", reasons };
}

const blank: ChosenAnswer = {
  optionId: null,
  answer: "",
  maturityScore: null,
  scoreSource: "none",
  reasons: null,
  notApplicable: false,
  notApplicableReason: "",
};

function chosenOption(given: GivenAnswer, question: PlacedQuestion | undefined) {
  if (given.option_id === undefined) return question && optionNamed(question, given.answer ?? "");
  if (!question)
    throw new Fault("invalid", "option_id needs a question of the questionnaire.", {
      fields: [{ path: "option_id", message: "needs a question of the questionnaire" }],
    });
  const option = question.options.find(({ id }) => id === given.option_id);
  if (!option) throw invalidField("option_id", "is not an option of this question");
  return option;
}

/** Whether a response with this answer says anything. */
export const isAnswered = (chosen: ChosenAnswer) =>
  chosen.notApplicable || chosen.optionId !== null || chosen.answer !== "" || chosen.maturityScore !== null;
