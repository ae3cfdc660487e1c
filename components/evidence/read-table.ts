/** Rows and columns that are shown of a table. */
const MOST_ROWS = 200;
const MOST_COLUMNS = 50;

export interface ReadTable {
  rows: string[][];
  /** Whether rows or columns were left out. */
  cut: boolean;
}

/**
 * The first rows of a CSV text, every cell as the text it is: a formula is never evaluated. Undefined where it is no
 * table. `cut`: the text ends somewhere within a row.
 */
export async function readTable(text: string, cut: boolean): Promise<ReadTable | undefined> {
  const { parse } = await import("csv-parse/browser/esm/sync");
  const whole = cut ? text.slice(0, text.lastIndexOf("\n") + 1) : text;
  try {
    const rows: string[][] = parse(whole, {
      bom: true,
      delimiter: delimiterOf(whole),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: MOST_ROWS + 1,
    });
    if (rows.length === 0) return undefined;
    const shown = rows.slice(0, MOST_ROWS).map((row) => row.slice(0, MOST_COLUMNS));
    return { rows: shown, cut: rows.length > MOST_ROWS || rows.some((row) => row.length > MOST_COLUMNS) };
  } catch {
    return undefined;
  }
}

/** What separates the cells: whichever of the usual marks the first line has most of, the rarer of two that tie. */
function delimiterOf(text: string): string {
  const line = text.slice(0, 10_000).split("\n", 1)[0]!;
  const count = (mark: string) => line.split(mark).length;
  return ["\t", ";", ","].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}
