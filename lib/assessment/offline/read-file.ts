import { Findings } from "../import/findings";
import { limits, Unreadable } from "../import/limits";
import { unzip } from "../import/open-zip";
import { decodeText, parseJson } from "../import/parse-text";
import { isWorkbookPart, readCsv, readWorkbook, type Sheet, type SheetRow } from "../import/spreadsheet-rows";
import { plain } from "./cells";
import { headingOf } from "./columns";
import { unguarded } from "./csv-guard";
import { fileRows, type AnswerFile, type FileRow } from "./file-rows";
import { isSamm, readSammAnswers } from "./samm";

const texts = ["code", "question", "answer", "not_applicable", "reason", "comment", "maturity_score"] as const;
const numbers = ["question_id", "version", "product_id"] as const;
/** Columns that a file may have, and that say nothing. */
const silent = new Set(["section", "dimension", "subdimension", "type", "options", "score", "status"]);
type Known = (typeof texts)[number] | (typeof numbers)[number];
const known = new Set<string>([...texts, ...numbers]);

/**
 * Reads a file of answers: a workbook or CSV file with the columns of the export, or a `.samm` file. What it is, its
 * content says.
 * @throws Unreadable
 */
export async function readAnswerFile(bytes: Buffer): Promise<AnswerFile> {
  if (bytes.length === 0) throw new Unreadable("The file is empty.");
  if (/^PK(\x03\x04|\x05\x06)/.test(bytes.toString("latin1", 0, 4))) {
    const parts = await unzip(bytes, isWorkbookPart);
    if (!parts.has("xl/workbook.xml")) throw new Unreadable("The archive is no Excel workbook.");
    return readSheets(await readWorkbook(parts), "xlsx", (text) => text);
  }
  if (bytes.toString("latin1", 0, 4) === "\xd0\xcf\x11\xe0")
    throw new Unreadable("Old or password-protected Excel workbooks cannot be read: save as .xlsx without a password.");
  const { text } = decodeText(bytes);
  const start = text.replace(/^\uFEFF/, "").trimStart();
  if (start === "") throw new Unreadable("The file is empty.");
  if (start.startsWith("{")) {
    const value = parseJson(start);
    if (!isSamm(value)) throw new Unreadable("The JSON is no .samm file: it has no assessment with answers.");
    return checked(readSammAnswers(value));
  }
  const findings = new Findings();
  const file = readSheets([readCsv(text, delimiterOf(start), findings)], "csv", unguarded);
  return { ...file, errors: [...findings.errors, ...file.errors] };
}

/** What separates the names of the heading; a comma where there is but one. */
function delimiterOf(text: string): string {
  const heading = text.split(/\r\n|\n|\r/, 1)[0]!;
  const names = (delimiter: string) =>
    heading.split(delimiter).filter((name) => known.has(headingOf(name.replace(/"/g, "")))).length;
  return [",", ";", "\t", "|"].reduce((best, each) => (names(each) > names(best) ? each : best));
}

function readSheets(sheets: Sheet[], format: "xlsx" | "csv", mend: (text: string) => string): AnswerFile {
  for (const { rows } of sheets) {
    const at = rows.slice(0, 20).findIndex(({ cells }) => isHeading(cells.map(headingOf)));
    if (at < 0) continue;
    const names = rows[at]!.cells.map(headingOf);
    const twice = names.find((name, place) => known.has(name) && names.indexOf(name) !== place);
    if (twice) throw new Unreadable(`The column ${twice} is there twice.`, `row ${rows[at]!.number}`);
    const warnings = rows[at]!.cells.filter(
      (_, place) => names[place] && !known.has(names[place]) && !silent.has(names[place]),
    ).map((name) => `The column “${plain(name).slice(0, 60)}” is not read.`);
    const file: AnswerFile = { format, rows: [], warnings, errors: [] };
    for (const row of rows.slice(at + 1)) take(row, names, mend, file);
    return checked(file);
  }
  throw new Unreadable("No row has the columns code (or question_id, or question) and answer.");
}

const isHeading = (names: string[]) =>
  ["code", "question_id", "question"].some((name) => names.includes(name)) &&
  ["answer", "not_applicable", "comment", "maturity_score"].some((name) => names.includes(name));

function take(row: SheetRow, names: string[], mend: (text: string) => string, file: AnswerFile) {
  const place = `row ${row.number}`;
  const read: Partial<Record<Known, string>> = {};
  names.forEach((name, at) => {
    if (known.has(name)) read[name as Known] = plain(mend(row.cells[at] ?? ""));
  });
  const formulas = row.formulas.flatMap((at) => (known.has(names[at] ?? "") ? [names[at]!] : []));
  if (Object.values(read).every((text) => text === "") && formulas.length === 0) return;
  const number = (name: (typeof numbers)[number]) => {
    const text = read[name];
    if (text === undefined || text === "") return undefined;
    if (/^\d{1,9}$/.test(text)) return Number(text);
    file.errors.push({ place, message: `${name} is no whole number.` });
    return null;
  };
  const [question_id, version, product_id] = numbers.map(number);
  if (question_id === null || version === null || product_id === null) return;
  const given = Object.fromEntries(texts.flatMap((name) => (read[name] === undefined ? [] : [[name, read[name]]])));
  file.rows.push({ place, ...given, question_id, version, product_id, formulas } as FileRow);
}

/** @throws Unreadable for rows beyond any questionnaire */
function checked(file: AnswerFile): AnswerFile {
  if (file.rows.length > limits.questions * 2)
    throw new Unreadable(`The file has more than ${limits.questions * 2} rows with answers.`);
  const rows = fileRows.safeParse(file.rows);
  if (rows.success) return { ...file, rows: rows.data };
  const { path, message } = rows.error.issues[0]!;
  const place = file.rows[Number(path[0])]?.place ?? "";
  throw new Unreadable(`${String(path[1] ?? "It")}: ${message}`, place);
}
