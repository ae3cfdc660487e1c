/*
 * An answer as the cells of a row, and back: pure. A cell that was not edited says what was exported, to the letter, so
 * that only edits count.
 */

import type { ChosenAnswer, GivenAnswer } from "../choose-answer";
import { optionNamed } from "../name-options";
import type { Cells } from "./field-names";
import type { PlacedQuestion } from "../questionnaire";

/** What XML 1.0 and PostgreSQL cannot say. */
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
/** Halves of characters, which no file can say either. */
const halves = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A text as it comes back from a file: lines end alike, nothing that no file can hold, no blanks around it. */
export const plain = (text: string) =>
  text.replace(/\r\n?/g, "\n").replace(unwritable, "").replace(halves, "\ufffd").trim();

const letterOf = (at: number) => (at < 26 ? String.fromCharCode(65 + at) : "");

/** How the options of a question are written: lettered where the letter may be typed instead. */
export const optionLabels = ({ type, options }: Pick<PlacedQuestion, "type" | "options">): string[] =>
  options.map(({ text }, at) => {
    const line = plain(text).replace(/\s+/g, " ");
    return (type === "option" || type === "options") && letterOf(at) ? `${letterOf(at)}) ${line}` : line;
  });

const picksOne = ({ type }: PlacedQuestion) => type === "option" || type === "yes_no";

/** The answer of a question as one cell. Words beside a chosen option stand on the lines below it. */
function answerCell(question: PlacedQuestion, { optionId, answer }: ChosenAnswer): string {
  const at = picksOne(question) ? question.options.findIndex(({ id }) => id === optionId) : -1;
  if (at < 0) return plain(answer);
  const label = optionLabels(question)[at]!;
  const alone = answer === "" || optionNamed(question.options, answer) === question.options[at];
  return alone ? label : plain(`${label}\n${answer}`);
}

/** What stands for an answer, undefined for none at all. */
export function cellsOf(question: PlacedQuestion, said: (ChosenAnswer & { comment: string }) | undefined): Cells {
  if (!said) return { answer: "", not_applicable: "", reason: "", comment: "" };
  return {
    answer: answerCell(question, said),
    not_applicable: said.notApplicable ? "Yes" : "",
    reason: plain(said.notApplicableReason),
    comment: plain(said.comment),
  };
}

/** What a cell's answer says in terms of a save: an option with words beside it, or the text alone. */
export function readAnswer(question: PlacedQuestion, cell: string): GivenAnswer {
  if (!picksOne(question)) return { answer: cell };
  const [first = "", ...rest] = cell.split("\n");
  const option = optionNamed(question.options, first);
  const words = rest.join("\n").trim();
  return option ? { option_id: option.id, ...(words && { answer: words }) } : { answer: cell };
}

const truths = new Map<string, boolean>([
  ...["yes", "y", "true", "1", "x", "on"].map((word) => [word, true] as const),
  ...["", "no", "n", "false", "0", "off"].map((word) => [word, false] as const),
]);

/** Yes or no; undefined for what is neither. */
export const readTruth = (cell: string) => truths.get(cell.toLowerCase());
