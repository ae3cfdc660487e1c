import { parse } from "csv-parse/sync";
import ExcelJS from "exceljs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toCsv } from "@/lib/audit/csv";
import { csvOf, xlsxOf } from "@/e2e/support/questionnaire-files";
import { plain } from "./cells";
import { fields } from "./field-names";
import { columns } from "./columns";
import { guarded, unguarded } from "./csv-guard";
import type { SheetRow } from "./answer-sheet";
import { readAnswerFile } from "./read-file";
import { isSamm, readSammAnswers, sammCode } from "./samm";
import { writeXlsx } from "./write-xlsx";

const about = { product: "Shop", questionnaire: "Own 1", by: "Anna", at: new Date("2026-01-02T03:04:05Z") };

const rowOf = (said: Record<(typeof fields)[number], string>, at: number): SheetRow => ({
  section: "S",
  dimension: "D",
  subdimension: "",
  code: `Q${at}`,
  question: "=1+1",
  type: "Text",
  options: "",
  score: 2.5,
  status: "Draft",
  question_id: at + 1,
  version: 3,
  product_id: 7,
  labels: ["A) One", "B) “Two”, with, commas"],
  asked: true,
  ...said,
});

/** Whatever people type, and what files are known to mangle. */
const text = fc
  .oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.constantFrom(
      "=cmd|' /C calc'!A0",
      "'=1",
      "''-2",
      "-5",
      "@x",
      "_x0041_",
      "_x005F_x0041_",
      "a\r\nb\rc",
      'a;b,c\t"d"',
      "＝1",
    ),
    fc.string({
      unit: fc.constantFrom("_", "x", "0", "A", "'", "=", '"', ",", ";", "\n", "<", "&", " "),
      maxLength: 20,
    }),
  )
  .map(plain);
const cells = fc.record({ answer: text, not_applicable: fc.constantFrom("", "Yes"), reason: text, comment: text });
const sheets = fc.array(cells, { minLength: 1, maxLength: 20 }).map((rows) => rows.map(rowOf));
const said = (rows: readonly object[]) =>
  rows.map((row) => ({
    ...Object.fromEntries(fields.map((field) => [field, (row as Record<string, unknown>)[field]])),
    ids: [(row as SheetRow).question_id, (row as SheetRow).version, (row as SheetRow).product_id],
  }));

describe("what is exported", () => {
  it("comes back from a workbook to the letter", async () => {
    await fc.assert(
      fc.asyncProperty(sheets, async (rows) => {
        const file = await readAnswerFile(await writeXlsx(rows, about));
        expect(file).toMatchObject({ format: "xlsx", warnings: [], errors: [] });
        expect(said(file.rows)).toEqual(said(rows));
      }),
      { numRuns: 25 },
    );
  });

  it("comes back from CSV to the letter, and begins no cell like a formula", async () => {
    await fc.assert(
      fc.asyncProperty(sheets, async (rows) => {
        const names = columns.map(({ key }) => key);
        const mended = rows.map((row) =>
          Object.fromEntries(
            names.map((name) => [name, typeof row[name] === "string" ? guarded(row[name]) : row[name]]),
          ),
        );
        const csv = toCsv(names, mended, true);
        const written = parse(csv, { bom: true }) as unknown as string[][];
        expect(written.flat().filter((cell) => /^\s*[=+\-@＝＋－＠]/.test(cell))).toEqual([]);
        const file = await readAnswerFile(Buffer.from(csv));
        expect(file).toMatchObject({ format: "csv", errors: [] });
        expect(said(file.rows)).toEqual(said(rows));
      }),
      { numRuns: 100 },
    );
  });

  it("guards no text twice", () => {
    for (const given of ["", "a", "'a", "'=a", "=a", " =a", "-1"]) expect(unguarded(guarded(given))).toBe(given);
  });

  it("has cells that are texts, lists to choose from, and columns that are locked and hidden", async () => {
    const workbook = new ExcelJS.Workbook();
    const bytes = await writeXlsx([rowOf({ answer: "=1", not_applicable: "", reason: "", comment: "" }, 0)], about);
    await workbook.xlsx.load(bytes as unknown as ExcelJS.Buffer);
    const sheet = workbook.getWorksheet("Answers")!;
    const at = (key: string) => sheet.getCell(2, columns.findIndex((column) => column.key === key) + 1);
    expect(at("answer").type).toBe(ExcelJS.ValueType.String);
    expect(at("answer").value).toBe("=1");
    expect(at("answer").dataValidation).toMatchObject({ type: "list", formulae: ["Lists!$A$2:$B$2"] });
    expect(workbook.getWorksheet("Lists")!.getRow(2).values).toEqual([undefined, "A) One", "B) “Two”, with, commas"]);
    expect(at("answer").protection).toMatchObject({ locked: false });
    expect(at("score").protection?.locked).not.toBe(false);
    expect(sheet.getColumn(columns.length).hidden).toBe(true);
    expect(sheet.views[0]).toMatchObject({ state: "frozen", ySplit: 1 });
    expect(workbook.getWorksheet("Instructions")!.rowCount).toBeGreaterThan(5);
  });
});

describe("a file of answers", () => {
  it("is known by its heading, in any order and by any separator", async () => {
    const rows = [
      ["Comment", "ANSWER", "Question id", "Colour"],
      ["Because", "B", "12", "red"],
      [null, null, null, null],
    ];
    for (const delimiter of [",", ";", "\t"]) {
      const file = await readAnswerFile(Buffer.from(csvOf(rows, delimiter)));
      expect(file.rows).toEqual([{ place: "row 2", question_id: 12, answer: "B", comment: "Because", formulas: [] }]);
      expect(file.warnings).toEqual(["The column “Colour” is not read."]);
    }
  });

  it("that is none is refused in words", async () => {
    const refused: [Buffer, RegExp][] = [
      [Buffer.from(""), /empty/],
      [Buffer.from("name,age\nAnna,3"), /columns code/],
      [Buffer.from("code,answer,answer\nA,1,2"), /twice/],
      [Buffer.from('{"assessment": 1}'), /no .samm file/],
      [Buffer.from("{".repeat(100)), /nested/],
      [Buffer.from("PK\x03\x04 and nothing more"), /damaged/],
      [Buffer.from("\xd0\xcf\x11\xe0\xa1\xb1", "latin1"), /Old or password/],
      [await xlsxOf([["nothing", "here"]]), /columns code/],
      [Buffer.from(`code,answer\n${"A,1\n".repeat(10_001)}`), /more than 10000 rows/],
    ];
    for (const [bytes, message] of refused) await expect(readAnswerFile(bytes)).rejects.toThrow(message);
  });

  it("tells formulas and what is no id, and goes on", async () => {
    const rows = [
      ["code", "answer", "version"],
      ["Q1", { formula: "1+1", result: 2 }, 1],
      ["Q2", "B", "one"],
      ["Q3", 12, 2],
    ] as ExcelJS.CellValue[][];
    const file = await readAnswerFile(await xlsxOf(rows));
    expect(file.errors).toEqual([{ place: "row 3", message: "version is no whole number." }]);
    expect(file.rows).toMatchObject([
      { place: "row 2", code: "Q1", formulas: ["answer"] },
      { place: "row 4", code: "Q3", answer: "12", version: 2 },
    ]);
  });
});

describe("SAMM's codes", () => {
  it("are the same in both spellings, and nothing else is one", () => {
    expect(sammCode("G-SM-A-1")).toBe("G-SM-A-1");
    expect(sammCode(" g-sm-1-a")).toBe("G-SM-A-1");
    for (const other of ["G-SM-A", "G-SM-1-2", "G-SM-A-B", "SM-A-1", ""]) expect(sammCode(other)).toBeUndefined();
  });

  it("and scores are read, or refused with their place", () => {
    const answers = [
      { questionCode: "G-SM-1-A", answerScore: 0.25 },
      { questionCode: "X", answerScore: 1 },
      { questionCode: "G-SM-A-2", answerScore: "1" },
      { questionCode: "G-SM-A-3", answerScore: 2 },
      null,
    ];
    const value = { formatVersion: "1.0", assessment: { answers }, extensions: [] };
    expect(isSamm(value)).toBe(true);
    const { rows, errors } = readSammAnswers(value);
    expect(rows).toMatchObject([{ place: "answer 1", code: "G-SM-A-1", option_score: 1.25 }]);
    expect(errors.map(({ place }) => place)).toEqual(["answer 2", "answer 3", "answer 4", "answer 5"]);
  });
});
