import { z } from "zod";
import { limits } from "../import/limits";
import { plain } from "./cells";

const cell = z.string().max(40_000).transform(plain);

/**
 * A row of a file of answers, before anybody knows whether there is such a question. What its file does not say is not
 * there; what a text of an exported row leaves empty is cleared.
 */
const fileRow = z.object({
  /** Where it stands in the file: "row 12". */
  place: z.string().max(60),
  question_id: z.int().positive().optional(),
  code: cell.optional(),
  question: cell.optional(),
  /** What it was exported from: a product, and the version of the answer there, 0 for none. */
  product_id: z.int().positive().optional(),
  version: z.int().min(0).optional(),
  answer: cell.optional(),
  not_applicable: cell.optional(),
  reason: cell.optional(),
  comment: cell.optional(),
  /** Given by scripts: wins over the score of the option. */
  maturity_score: cell.optional(),
  /** The score of the option that is meant, 0 to 5, instead of its text. */
  option_score: z.number().optional(),
  /** Columns that are formulas. */
  formulas: z.array(z.string()).max(20).default([]),
});
export type FileRow = z.output<typeof fileRow>;

export const fileRows = z.array(fileRow).max(limits.questions * 2, `has more than ${limits.questions * 2} rows`);

/** What a file of answers was found to be. */
export interface AnswerFile {
  format: "xlsx" | "csv" | "samm";
  rows: FileRow[];
  warnings: string[];
  /** Rows that are no rows at all. */
  errors: { place: string; message: string }[];
}
