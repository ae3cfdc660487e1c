/*
 * The columns of a sheet of answers, the same in a workbook and in CSV.
 */

export type Column =
  | "section"
  | "dimension"
  | "subdimension"
  | "code"
  | "question"
  | "type"
  | "options"
  | "answer"
  | "score"
  | "not_applicable"
  | "reason"
  | "comment"
  | "status"
  | "question_id"
  | "version"
  | "product_id";

interface ColumnLook {
  key: Column;
  title: string;
  width: number;
  /** May be edited; the others are only read. */
  open?: boolean;
  hidden?: boolean;
}

/** In their order. */
export const columns: readonly ColumnLook[] = [
  { key: "section", title: "Section", width: 22 },
  { key: "dimension", title: "Dimension", width: 22 },
  { key: "subdimension", title: "Subdimension", width: 18 },
  { key: "code", title: "Code", width: 14 },
  { key: "question", title: "Question", width: 50 },
  { key: "type", title: "Type", width: 14 },
  { key: "options", title: "Options", width: 42 },
  { key: "answer", title: "Answer", width: 42, open: true },
  { key: "score", title: "Score", width: 8 },
  { key: "not_applicable", title: "Not applicable", width: 15, open: true },
  { key: "reason", title: "Reason", width: 28, open: true },
  { key: "comment", title: "Comment", width: 40, open: true },
  { key: "status", title: "Status", width: 15 },
  { key: "question_id", title: "Question id", width: 12, hidden: true },
  { key: "version", title: "Version", width: 10, hidden: true },
  { key: "product_id", title: "Product id", width: 12, hidden: true },
];

/** A heading as it is compared: "Question id", "question_id" and " QUESTION ID " are one. */
export const headingOf = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, "_");
