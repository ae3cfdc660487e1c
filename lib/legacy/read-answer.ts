import { chooseAnswer, type ChosenAnswer } from "@/lib/assessment/choose-answer";
import type { PlacedQuestion } from "@/lib/assessment/questionnaire";
import { optionOf } from "./collect-questions";
import type { LegacyResponse } from "./read-response";

const STAGES = 5;

/**
 * What an answer of the original system says to a question here: the option it quotes, with that option's score, or a text
 * of its own with the score it was given. Free text that was not scored stays so.
 */
export function readAnswer(
  { answer, score, row }: Pick<LegacyResponse, "answer" | "score" | "row">,
  question: PlacedQuestion | undefined,
): ChosenAnswer {
  // With a score given, nothing is suggested from the text.
  const chosen = chooseAnswer({ answer, maturity_score: score ?? 0 }, question, undefined);
  const option = question?.options.find(({ id }) => id === chosen.optionId);
  if (option) {
    if (score === null || score === option.score)
      return { ...chosen, answer: option.text, maturityScore: option.score, scoreSource: "option" };
    row.complain("its score is not its option's: both are kept", `${score}, the option ${option.score}`);
    return { ...chosen, answer: option.text };
  }
  const quoted = optionOf(answer);
  const byLetter = quoted && quoted.place !== null && quoted.place < STAGES ? quoted.place + 1 : null;
  const known = score ?? byLetter;
  if (quoted && question && question.options.length > 0)
    row.complain("its option has another text than others have: its text is kept", quoted.text.slice(0, 80));
  return { ...chosen, maturityScore: known, scoreSource: known === null ? "none" : "provided" };
}
