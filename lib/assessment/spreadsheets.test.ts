import { readdirSync, readFileSync } from "node:fs";
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { toCsv } from "@/lib/audit/csv";
import { toXlsx } from "./plan-xlsx";

const starts = ["=", "+", "-", "@", "＝", "＋", "－", "＠"];
const before = ["", "\t", "\r", "\n", "\0", " ", "\r\n ", "\0\t "];
const hostile = [
  ...starts.flatMap((start) => before.map((blank) => `${blank}${start}HYPERLINK("http://evil.test","x")`)),
  "=cmd|' /C calc'!A0",
  '"=1+1',
  "a\r\n=1+1",
];

describe("what a spreadsheet opens", () => {
  it("has no cell in CSV that begins like a formula, whatever stands before it", () => {
    for (const text of hostile) {
      const csv = toCsv(["a", "b"], [{ a: text, b: text }], false);
      const [cell] = /^("(?:[^"]|"")*"|[^,]*),/.exec(csv)!;
      const read = cell.slice(0, -1).replace(/^"([^]*)"$/, "$1");
      expect([text, /^[\s\0]*[=+\-@＝＋－＠]/.test(read)]).toEqual([text, false]);
    }
    expect(toCsv(["n"], [{ n: -1.5 }], false)).toBe("-1.5\r\n"); // a number stays one
  });

  it("has no formula in XLSX, and can be read", async () => {
    const rows = hostile.map((text) => [text]);
    const workbook = new ExcelJS.Workbook();
    const bytes = await toXlsx([{ name: "Plan", columns: ["Text"], rows }], { by: "=1+1", at: new Date() });
    await workbook.xlsx.load(bytes as unknown as ExcelJS.Buffer);
    const cells: ExcelJS.Cell[] = [];
    workbook.worksheets[0]!.eachRow((row) => row.eachCell((cell) => cells.push(cell)));
    expect(cells).toHaveLength(hostile.length + 1);
    expect(cells.filter(({ type }) => type !== ExcelJS.ValueType.String)).toEqual([]);
  });

  it("is written here and in three workbooks, each with a test of its own, and nowhere else", () => {
    const files = ["app", "db", "lib", "server"].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`),
    );
    const sources = files.filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".test.ts"));
    const users = (pattern: RegExp) => sources.filter((file) => pattern.test(readFileSync(file, "utf8"))).sort();
    // The second writes files that are brought in, as an analyst would get them; nobody opens them here.
    expect(users(/["\']csv-stringify/)).toEqual(["lib/audit/csv.ts", "lib/demo/exports/write-others.ts"]);
    expect(users(/addWorksheet\(/)).toEqual([
      "lib/assessment/offline/write-xlsx.ts",
      "lib/assessment/plan-xlsx.ts",
      "lib/report/render-xlsx.ts",
    ]);
  });
});
