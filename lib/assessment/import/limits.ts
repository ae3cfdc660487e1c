const MB = 1024 * 1024;

/** What a file to import may ask of the server. A file beyond any of these is refused before it costs more. */
export const limits = {
  fileBytes: 20 * MB,
  /** YAML and CSV are read several times slower than JSON. */
  yamlBytes: 5 * MB,
  yamlEntries: 100_000,
  csvBytes: 10 * MB,
  /** Of one part of an archive, and of all of them together, unpacked. */
  partBytes: 32 * MB,
  unpackedBytes: 100 * MB,
  parts: 2_000,
  /** Levels of nesting in JSON and YAML. */
  depth: 64,
  /** Values in JSON and YAML, counted anew wherever an alias repeats them; and the characters of all of them. */
  values: 1_000_000,
  characters: 40 * MB,
  rows: 40_000,
  /** Of the XML of a workbook, begun or ended: its cells and texts. */
  tags: 1_200_000,
  /** Of the numbers of the last rows of a workbook's sheets: the rows between are walked through, there or not. */
  lastRows: 4 * 1_048_576,
  columns: 100,
  /** Characters of a cell of a workbook; Excel has at most 32,767. */
  cell: 40_000,
  sections: 200,
  dimensions: 2_000,
  questions: 5_000,
  options: 50,
  /** Characters of a title, of a question, and of a text that explains. */
  title: 300,
  question: 2_000,
  prose: 20_000,
  /** Warnings and errors that are told one by one. */
  findings: 200,
} as const;

/** The whole file cannot be taken, for this reason. */
export class Unreadable extends Error {
  constructor(
    message: string,
    /** Where in the file, if that can be said. */
    readonly place = "",
  ) {
    super(message);
    this.name = "Unreadable";
  }
}
