import type { ScoreSource } from "@/db/schema/assessment/questionnaire-responses";
import { Fault, invalidField } from "@/lib/kernel/fault";
import { bandOf, joinTexts, NONE_OF_THESE, readDate, readNumber, sumOfScores } from "./answer-value";
import { optionNamed, optionsNamed } from "./name-options";
import type { PlacedQuestion } from "./questionnaire";
import { suggestScore } from "./suggest-score";

/** What a save says about the answer. Undefined fields were not given. */
export interface GivenAnswer {
  answer?: string;
  option_id?: number;
  option_ids?: number[];
  maturity_score?: number;
  not_applicable?: boolean;
  not_applicable_reason?: string;
}

/** The answer a response holds, with its score (0–5) and where that comes from. */
export interface ChosenAnswer {
  optionId: number | null;
  /** Of a question that takes several: those chosen. Empty: none of them. */
  optionIds: number[] | null;
  answer: string;
  maturityScore: number | null;
  scoreSource: ScoreSource;
  reasons: string[] | null;
  notApplicable: boolean;
  notApplicableReason: string;
}

/**
 * Reads a given answer, as the question's type has it: what it chooses and its score. A score given wins over the
 * option's, which wins over the one suggested from the text. With nothing given, the answer stays as it was.
 * @throws Fault invalid for what is no answer of the question's type, for an option of another question, or for not
 *   applicable without a reason
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
  const provided = given.maturity_score;
  if (given.answer === undefined && given.option_id === undefined && given.option_ids === undefined) {
    const kept = before && !(before.notApplicable && given.not_applicable === false) ? before : blank;
    return provided === undefined ? kept : scoredBy(kept, provided, "provided");
  }
  const chosen = read(given, question);
  return provided === undefined ? chosen : scoredBy(chosen, provided, "provided");
}

const blank: ChosenAnswer = {
  optionId: null,
  optionIds: null,
  answer: "",
  maturityScore: null,
  scoreSource: "none",
  reasons: null,
  notApplicable: false,
  notApplicableReason: "",
};

const scoredBy = (chosen: ChosenAnswer, maturityScore: number, scoreSource: ScoreSource): ChosenAnswer => ({
  ...chosen,
  maturityScore,
  scoreSource,
  reasons: null,
});

/** A given answer by its question's type. What a free question is told reads like the words beside an option. */
function read(given: GivenAnswer, question: PlacedQuestion | undefined): ChosenAnswer {
  const { option_id: optionId, option_ids: optionIds } = given;
  const answer = given.answer?.trim() ?? "";
  const type = question?.type ?? "option";
  if (optionIds !== undefined && type !== "options")
    throw invalidField("option_ids", "is for a question that takes several options");
  if (optionId !== undefined && type !== "option" && type !== "yes_no" && type !== "options")
    throw invalidField("option_id", `is not for a question whose answer is a ${type}`);
  const cleared = answer === "" && optionId === undefined && optionIds === undefined;
  if (cleared && type !== "option" && type !== "text") return blank;
  switch (type) {
    case "options":
      return several(given, question!);
    case "yes_no":
      return yesOrNo(given, question!);
    case "number":
      return number(answer, question!);
    case "date": {
      const day = readDate(answer);
      if (!day) throw invalidField("answer", "must be a day from 1900 to 2199, written like 2026-03-31");
      return { ...blank, answer: day };
    }
    default:
      return oneOrWords(given, question);
  }
}

/** An option, or anything in the person's own words. */
function oneOrWords(given: GivenAnswer, question: PlacedQuestion | undefined): ChosenAnswer {
  const option = chosenOption(given, question);
  const chosen = { ...blank, optionId: option?.id ?? null, answer: given.answer?.trim() || (option?.text ?? "") };
  if (option) return scoredBy(chosen, option.score, "option");
  const { score, reasons } = suggestScore(chosen.answer, question);
  return { ...chosen, maturityScore: score, scoreSource: score === null ? "none" : "suggested", reasons };
}

const truths = new Map([
  ...["y", "true", "1"].map((word) => [word, "yes"] as const),
  ...["n", "false", "0"].map((word) => [word, "no"] as const),
]);

function yesOrNo(given: GivenAnswer, question: PlacedQuestion): ChosenAnswer {
  const answer = given.answer?.trim() ?? "";
  const option = chosenOption({ ...given, answer: truths.get(answer.toLowerCase()) ?? answer }, question);
  if (!option) throw invalidField("answer", `must be ${question.options.map(({ text }) => text).join(" or ")}`);
  // Words may stand beside a choice, not in its place.
  const words = given.option_id === undefined ? "" : answer;
  return scoredBy({ ...blank, optionId: option.id, answer: words || option.text }, option.score, "option");
}

function several(given: GivenAnswer, question: PlacedQuestion): ChosenAnswer {
  const options = namedOptions(given, question);
  const chosen = {
    ...blank,
    optionIds: options.map(({ id }) => id),
    answer: joinTexts(options.map(({ text }) => text)),
  };
  return scoredBy(chosen, sumOfScores(options), "option");
}

function namedOptions({ answer, option_id, option_ids }: GivenAnswer, { options }: PlacedQuestion) {
  const ids = option_ids ?? (option_id === undefined ? undefined : [option_id]);
  if (ids) {
    const unknown = ids.some((id) => !options.some((option) => option.id === id));
    if (unknown) throw invalidField(option_ids ? "option_ids" : "option_id", "names no option of this question");
    return options.filter(({ id }) => ids.includes(id));
  }
  const text = answer!.trim();
  if (text.toLowerCase() === NONE_OF_THESE.toLowerCase()) return [];
  const named = optionsNamed(options, text);
  if (!named) throw invalidField("answer", "must name options of this question, or say “None of these”");
  return named;
}

function number(answer: string, { options }: PlacedQuestion): ChosenAnswer {
  const value = readNumber(answer);
  if (value === undefined) throw invalidField("answer", "must be a number such as 12 or 99.5");
  const band = bandOf(options, value);
  const chosen = { ...blank, optionId: band?.id ?? null, answer: String(value) };
  return band ? scoredBy(chosen, band.score, "option") : chosen;
}

function chosenOption(given: GivenAnswer, question: PlacedQuestion | undefined) {
  if (given.option_id === undefined) return question && optionNamed(question.options, given.answer ?? "");
  if (!question)
    throw new Fault("invalid", "option_id needs a question of the questionnaire.", {
      fields: [{ path: "option_id", message: "needs a question of the questionnaire" }],
    });
  const option = question.options.find(({ id }) => id === given.option_id);
  if (!option) throw invalidField("option_id", "is not an option of this question");
  return option;
}

/** Whether a response with this answer says anything. */
export const isAnswered = (chosen: Pick<ChosenAnswer, "notApplicable" | "optionId" | "answer" | "maturityScore">) =>
  chosen.notApplicable || chosen.optionId !== null || chosen.answer !== "" || chosen.maturityScore !== null;
