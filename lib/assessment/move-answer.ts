import type { MovableRow } from "@/db/queries/assessment/moves";
import { joinTexts, sumOfScores } from "./answer-value";
import { chooseAnswer, isAnswered, type ChosenAnswer } from "./choose-answer";
import type { PlacedQuestion } from "./questionnaire";
import { requiresEvidence } from "./require-evidence";
import { Fault } from "@/lib/kernel/fault";

/*
 * What becomes of one answer when its question is asked anew by another version: pure. What was answered is true of what was
 * asked; it keeps its review status only where the question and what the answer chose say word for word the same.
 */

/** Why an answer is to be given, or confirmed, again. */
export const askAgainReasons = ["question", "type", "option", "score", "options", "evidence", "joined"] as const;
export type AskAgainReason = (typeof askAgainReasons)[number];

export interface CarriedAnswer {
  said: ChosenAnswer;
  /** Whether what was answered is still there, to be confirmed; otherwise it stands in the history alone. */
  carried: boolean;
  /** Empty: it is kept as it is, with its review status. */
  why: AskAgainReason[];
}

type Option = PlacedQuestion["options"][number];

const saidBy = (row: MovableRow): ChosenAnswer => ({
  optionId: row.option_id,
  optionIds: row.option_ids,
  answer: row.answer,
  maturityScore: row.maturity_score,
  scoreSource: row.score_source,
  reasons: row.reasons,
  notApplicable: row.not_applicable,
  notApplicableReason: row.not_applicable_reason,
});

const nothing: ChosenAnswer = {
  optionId: null,
  optionIds: null,
  answer: "",
  maturityScore: null,
  scoreSource: "none",
  reasons: null,
  notApplicable: false,
  notApplicableReason: "",
};

/** @param before undefined for a free question, which a question of the later version has the text of */
export function carryAnswer(row: MovableRow, before: PlacedQuestion | undefined, after: PlacedQuestion): CarriedAnswer {
  const answer = saidBy(row);
  const said = say(answer, before, after) ?? nothing;
  const carried = isAnswered(said) || !isAnswered(answer);
  const why = new Set<AskAgainReason>();
  if (isAnswered(answer)) {
    if (!before) why.add("joined");
    else for (const reason of differences(answer, before, after)) why.add(reason);
    if (carried && said.maturityScore !== answer.maturityScore) why.add("score");
    const proven = row.files > 0 || !requiresEvidence(after, said) || requiresEvidence(before, answer);
    if (!proven && (row.status === "submitted" || row.status === "approved")) why.add("evidence");
  }
  return { said, carried, why: [...why] };
}

/** In what respects another question is asked, or what the answer chose says something else. */
function differences(answer: ChosenAnswer, before: PlacedQuestion, after: PlacedQuestion): AskAgainReason[] {
  const differs: AskAgainReason[] = [];
  if (before.text !== after.text) differs.push("question");
  if (before.type !== after.type) differs.push("type");
  if (answer.notApplicable) return differs;
  if (answer.optionId !== null && before.type !== "number") {
    const chosen = before.options.find(({ id }) => id === answer.optionId);
    const now = chosen && counterpart(chosen, after.options);
    if (!now || now.description !== chosen.description) differs.push("option");
    else if (now.score !== chosen.score) differs.push("score");
  }
  // Of several options, those that were left are an answer too.
  if (answer.optionIds !== null && !sameOptions(before, after)) differs.push("options");
  return differs;
}

const counterpart = (chosen: Option, options: readonly Option[]): Option | undefined =>
  options.find(({ text, score }) => text === chosen.text && score === chosen.score) ??
  options.find(({ text }) => text === chosen.text);

const sameOptions = (before: PlacedQuestion, after: PlacedQuestion) => listed(before.options) === listed(after.options);

const listed = (options: readonly Option[]) =>
  JSON.stringify(options.map(({ text, description, score, minimum }) => [text, description, score, minimum]));

/** What the answer says to the later question; undefined where it says nothing that fits. */
function say(
  answer: ChosenAnswer,
  before: PlacedQuestion | undefined,
  after: PlacedQuestion,
): ChosenAnswer | undefined {
  if (answer.notApplicable || !isAnswered(answer)) return answer;
  const given = answer.scoreSource === "provided";
  const scored = (score: number, said: Partial<ChosenAnswer>): ChosenAnswer => ({
    ...answer,
    optionId: null,
    optionIds: null,
    ...said,
    ...(!given && { maturityScore: score, scoreSource: "option" as const, reasons: null }),
  });
  if (before && answer.optionId !== null && before.type !== "number") {
    const chosen = before.options.find(({ id }) => id === answer.optionId);
    const now = chosen && counterpart(chosen, after.options);
    if (!now || (after.type !== "option" && after.type !== "yes_no")) return undefined;
    return scored(now.score, { optionId: now.id });
  }
  if (before && answer.optionIds !== null) {
    if (after.type !== "options") return undefined;
    const chosen = before.options.filter(({ id }) => answer.optionIds!.includes(id));
    const now = chosen.map((option) => counterpart(option, after.options));
    if (now.some((option) => option === undefined)) return undefined;
    const found = after.options.filter((option) => now.includes(option));
    const said = { optionIds: found.map(({ id }) => id), answer: joinTexts(found.map(({ text }) => text)) };
    return scored(sumOfScores(found), said);
  }
  if (answer.answer === "") return given ? answer : undefined;
  return inWords(answer, before, after);
}

/** Own words, a number or a day, read as the later question reads them. */
function inWords(answer: ChosenAnswer, before: PlacedQuestion | undefined, after: PlacedQuestion) {
  const words = before?.type === after.type && (after.type === "option" || after.type === "text");
  if (words && (answer.scoreSource === "provided" || sameOptions(before, after))) return answer;
  try {
    const read = chooseAnswer({ answer: answer.answer }, after, undefined);
    if (answer.scoreSource !== "provided") return read;
    const { maturityScore, scoreSource } = answer;
    return { ...read, maturityScore, scoreSource, reasons: null };
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}
