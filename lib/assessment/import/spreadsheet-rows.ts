import { parse as parseCsv, type CsvError, type Info } from "csv-parse/sync";
import ExcelJS from "exceljs";
import type { Findings } from "./findings";
import { limits, Unreadable } from "./limits";
import { zipOf, type Parts } from "./open-zip";

/** A row of a sheet: its number there, and the text of its cells. */
export interface SheetRow {
  number: number;
  cells: string[];
  /** Columns (from 0) whose cell is a formula, which is never worked out. */
  formulas: number[];
}

export interface Sheet {
  name: string;
  rows: SheetRow[];
}

/** The parts of a workbook that say what its cells are. */
export const isWorkbookPart = (path: string) =>
  /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/(workbook|sharedStrings|styles)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/.test(
    path,
  );

/**
 * The sheets of an Excel workbook. Links, pictures, macros and whatever else is in it are not even unpacked.
 * @throws Unreadable
 */
export async function readWorkbook(parts: Parts): Promise<Sheet[]> {
  let rows = 0;
  let tags = 0;
  for (const [path, content] of parts) {
    if (/<!(DOCTYPE|ENTITY)/i.test(content.toString("latin1", 0, 4096).replaceAll("\0", "")))
      throw new Unreadable("The workbook defines entities, which workbooks never do.", path);
    rows += count(content, "<row", limits.rows) + count(content, ":row ", limits.rows);
    if (rows > limits.rows) throw new Unreadable(`The workbook has more than ${limits.rows} rows.`, path);
    tags += count(content, "<", limits.tags);
    if (tags > limits.tags) throw new Unreadable("The workbook has far too many cells or texts.", path);
  }
  const styles = "xl/styles.xml";
  if (LONG_FORMAT.test(parts.get(styles)?.toString("latin1") ?? ""))
    throw new Unreadable("The workbook has a number format that is far too long.", styles);
  const workbook = new ExcelJS.Workbook();
  // A name is a word and a range; ExcelJS would write down each cell of the range, and a sheet has 17 billion.
  Object.defineProperty(workbook.definedNames, "model", { set: () => {}, get: () => [] });
  try {
    await workbook.xlsx.load(zipOf(parts) as unknown as ExcelJS.Buffer, { ignoreNodes: UNREAD });
  } catch {
    throw new Unreadable("The workbook is damaged.");
  }
  const { worksheets } = workbook;
  if (worksheets.reduce((sum, { rowCount }) => sum + rowCount, 0) > limits.lastRows)
    throw new Unreadable("The workbook has rows with far too high numbers.");
  const characters = { left: limits.characters };
  return worksheets.map((sheet) => ({ name: sheet.name, rows: rowsOf(sheet, characters) }));
}

/** Excel takes 255 characters; ExcelJS looks for brackets in it again and again, for each cell that uses it. */
const LONG_FORMAT = /formatCode\s*=\s*(?:"[^"]{2000}|'[^']{2000})/;

/** Not looked at. Merged areas and columns are given as ranges, which ExcelJS would write down cell by cell. */
const UNREAD = [
  "mergeCells",
  "cols",
  "dataValidations",
  "conditionalFormatting",
  "drawing",
  "legacyDrawing",
  "picture",
  "hyperlinks",
  "tableParts",
  "extLst",
  "autoFilter",
  "sheetProtection",
];

/** How often a word is in it, up to one more than `most`. */
function count(content: Buffer, word: string, most: number): number {
  let found = 0;
  for (let at = content.indexOf(word); at >= 0 && found <= most; at = content.indexOf(word, at + word.length))
    found += 1;
  return found;
}

/** Its rows with texts. One by one, since ExcelJS's own way walks through all columns of a row to a cell in the last. */
function rowsOf(sheet: ExcelJS.Worksheet, characters: { left: number }): SheetRow[] {
  const rows: SheetRow[] = [];
  const { rowCount } = sheet;
  for (let number = 1; number <= rowCount; number += 1) {
    const row = sheet.findRow(number);
    if (!row) continue;
    const read: SheetRow = { number, cells: [], formulas: [] };
    const columns = Math.min(row.cellCount, limits.columns);
    for (let column = 1; column <= columns; column += 1) {
      const cell = row.findCell(column);
      const formula = cell?.type === ExcelJS.ValueType.Formula;
      if (formula) read.formulas.push(column - 1);
      const text = !cell || formula ? "" : textOf(cell.value);
      // Cells share texts, so a small file can have many cells of a long one.
      characters.left -= text.length;
      if (text.length > limits.cell || characters.left < 0)
        throw new Unreadable("The workbook has cells with far too much text.", `${sheet.name}, row ${number}`);
      read.cells.push(text);
    }
    if (read.formulas.length > 0 || read.cells.some((text) => text !== "")) rows.push(read);
  }
  return rows;
}

function textOf(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value !== "object") return String(value);
  if ("richText" in value) return joined(value.richText);
  if ("text" in value) return textOf(value.text as ExcelJS.CellValue);
  return "";
}

/** The runs of a text, not many more than a cell may have. */
function joined(runs: readonly { text: string }[]): string {
  let whole = "";
  for (const { text } of runs) if (whole.length <= limits.cell) whole += text;
  return whole;
}

/**
 * The rows of a CSV file, by whichever of the usual separators its heading uses. Lines that are no CSV are rejected.
 * @throws Unreadable
 */
export function readCsv(text: string, delimiter: string, findings: Findings): Sheet {
  if (text.length > limits.csvBytes) throw new Unreadable(`CSV may have at most ${limits.csvBytes / 1024 / 1024} MB.`);
  const onSkip = (error: CsvError | undefined) => {
    const line = (error as { lines?: number } | undefined)?.lines;
    findings.reject(line ? `line ${line}` : "", "The line is no valid CSV: its quotes do not match.");
    return undefined;
  };
  let records: { record: string[]; info: Info }[];
  try {
    records = parseCsv(text, {
      delimiter,
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      on_skip: onSkip,
      max_record_size: 200_000,
      to: limits.rows + 1,
    }) as unknown as { record: string[]; info: Info }[];
  } catch {
    throw new Unreadable("The CSV is damaged: a quote is never closed, or a line is far too long.");
  }
  if (records.length > limits.rows) throw new Unreadable(`The file has more than ${limits.rows} rows.`);
  return {
    name: "",
    rows: records.map(({ record, info }) => ({
      number: info.lines,
      cells: record.slice(0, limits.columns),
      formulas: [],
    })),
  };
}
