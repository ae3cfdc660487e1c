import { Fault } from "@/lib/kernel/fault";
import { chooseAnswer, type ChosenAnswer, type GivenAnswer } from "../choose-answer";
import type { PlacedQuestion } from "../questionnaire";
import { readAnswer, readTruth } from "./cells";
import { fields, type Cells, type Field } from "./field-names";
import type { FileRow } from "./file-rows";

/** What is wrong with a row, by column where that can be said. */
export class RowProblem extends Error {
  constructor(
    message: string,
    readonly column: string = "",
  ) {
    super(message);
  }
}

/** An answer with the comment beside it. */
export interface Said extends ChosenAnswer {
  comment: string;
}

const most: Record<Field, number> = { answer: 20_000, not_applicable: 20, reason: 2_000, comment: 20_000 };

/**
 * The cells that a row says, in the words of the export. What an exported row leaves empty is cleared; in a file of other
 * making it is not said.
 * @throws RowProblem
 */
export function saidCells(row: FileRow, exported: boolean): Partial<Cells> {
  const said: Partial<Cells> = {};
  for (const field of fields) {
    const text = row[field];
    if (text === undefined || (text === "" && !exported)) continue;
    if (text.length > most[field])
      throw new RowProblem(`It is longer than ${most[field].toLocaleString("en")} characters.`, field);
    said[field] = text;
  }
  if (said.not_applicable !== undefined) {
    const truth = readTruth(said.not_applicable);
    if (truth === undefined) throw new RowProblem("It must be Yes, or empty.", "not_applicable");
    said.not_applicable = truth ? "Yes" : "";
  }
  return said;
}

/**
 * What the edited cells of a row make of an answer, by the rules of a save.
 * @throws RowProblem
 */
export function answerOf(
  row: FileRow,
  question: PlacedQuestion,
  mine: Cells,
  edited: ReadonlySet<Field>,
  before: Said | undefined,
): Said {
  const given: GivenAnswer =
    edited.size > (edited.has("comment") ? 1 : 0) ? givenBy(question, mine, edited, before) : {};
  const score = row.maturity_score;
  if (score) {
    if (!/^[0-5]$/.test(score)) throw new RowProblem("It must be a whole number from 0 to 5.", "maturity_score");
    given.maturity_score = Number(score);
  }
  if (row.option_score !== undefined) given.option_id = optionWorth(question, row.option_score);
  const comment = edited.has("comment") ? mine.comment : (before?.comment ?? "");
  try {
    return { ...chooseAnswer(given, question, before), comment };
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== "invalid") throw error;
    const [first] = error.extras.fields ?? [];
    const column = { option_id: "answer", option_ids: "answer", not_applicable_reason: "reason" }[first?.path ?? ""];
    const message = first?.message ?? error.message;
    throw new RowProblem(`It ${message.replace(/^It /, "")}.`, column ?? first?.path);
  }
}

function givenBy(question: PlacedQuestion, mine: Cells, edited: ReadonlySet<Field>, before: Said | undefined) {
  const given: GivenAnswer = {};
  if (mine.not_applicable === "Yes") {
    if (mine.reason === "") throw new RowProblem("It is required where the question does not apply.", "reason");
    const kept = before?.notApplicable ? before.answer : "";
    return {
      not_applicable: true,
      not_applicable_reason: mine.reason,
      answer: edited.has("answer") ? mine.answer : kept,
    };
  }
  if (edited.has("reason") && mine.reason !== "")
    throw new RowProblem("A reason stands there, but Not applicable is not Yes.", "reason");
  const applies = edited.has("not_applicable");
  if (applies) given.not_applicable = false;
  if (edited.has("answer") || (applies && mine.answer !== "")) Object.assign(given, readAnswer(question, mine.answer));
  return given;
}

function optionWorth({ type, options }: PlacedQuestion, worth: number): number {
  const option = type === "options" ? undefined : options.find(({ score }) => Math.abs(score - worth) < 0.005);
  if (!option)
    throw new RowProblem(`No option of the question is worth ${Math.round(worth * 20) / 100}.`, "answerScore");
  return option.id;
}
