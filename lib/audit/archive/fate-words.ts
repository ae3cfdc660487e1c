import type { MonthFate } from "./plan-archive";

/** What becomes of a month, in words for a list of them. */
export const fateWords: Record<MonthFate, string> = {
  archive: "would be archived",
  written: "its file stands; it would leave the database",
  empty: "stays: it is empty",
  unsealed: "stays: not all of it is sealed",
  held: "stays: a legal hold keeps it",
};
