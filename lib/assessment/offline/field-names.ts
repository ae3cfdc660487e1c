/** The cells of a row that can be edited. */
export const fields = ["answer", "not_applicable", "reason", "comment"] as const;
export type Field = (typeof fields)[number];
export type Cells = Record<Field, string>;

export const fieldNames: Record<Field, string> = {
  answer: "Answer",
  not_applicable: "Not applicable",
  reason: "Reason",
  comment: "Comment",
};
