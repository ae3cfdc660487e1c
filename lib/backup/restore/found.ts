/** What a restored backup was found to hold, and what of it is not as it was. */
export interface Found {
  tables: number;
  rows: number;
  auditRows: number;
  files: number;
  bytes: number;
  /** Rows that are not as they were, in words for people. */
  problems: string[];
  /** Files that were missing or damaged before they were backed up, likewise. */
  fileProblems: string[];
}

/** Most problems of a kind that are named one by one. */
const NAMED = 5;

/** `examples` are the first ones; `count` is how many there are. */
export const problemOf = (count: number, what: string, examples: readonly string[]) =>
  `${count} ${what}: ${examples.slice(0, NAMED).join(", ")}${count > NAMED ? ", …" : ""}`;
