import ExcelJS from "exceljs";
import type { Block, Cell, ReportDocument } from "./document";
import { storableTexts } from "./storable-texts";
import { momentOf } from "./words";

type Table = { title: string; columns: string[]; rows: Cell[][] };

/**
 * A report as a workbook: a sheet of facts, then a sheet for each section with its tables and the numbers of its charts.
 * Cells are typed, and a text that looks like a formula stays a text.
 */
export async function renderXlsx(given: ReportDocument): Promise<Buffer> {
  const report = storableTexts(given);
  const workbook = new ExcelJS.Workbook();
  workbook.title = report.title;
  workbook.creator = report.branding.name;
  workbook.created = report.at;
  workbook.modified = report.at;
  const names = new Set<string>();
  addSheet(workbook, names, "Report", [
    {
      title: report.title,
      columns: ["", ""],
      rows: [
        ["", report.subtitle],
        ...report.facts,
        ["As of", momentOf(report.at)],
        ...report.proof.map((line) => ["", line]),
      ],
    },
  ]);
  for (const section of report.sections) {
    const tables = section.blocks.flatMap(tableOf);
    if (tables.length) addSheet(workbook, names, section.title, tables);
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function tableOf(block: Block): Table[] {
  switch (block.type) {
    case "table":
      return [{ title: block.title, columns: block.columns.map(({ label }) => label), rows: block.rows }];
    case "bars":
      return [
        {
          title: block.title,
          columns: ["", "Score", "Target"],
          rows: block.rows.map(({ label, value, target }) => [label, { score: value }, target ?? null]),
        },
      ];
    case "trend":
      return [
        { title: block.title, columns: ["", "Score"], rows: block.points.map(({ label, value }) => [label, value]) },
      ];
    case "facts":
      return [{ title: "", columns: ["", ""], rows: block.items }];
    case "heading":
    case "text":
      return [];
  }
}

function addSheet(workbook: ExcelJS.Workbook, names: Set<string>, title: string, tables: Table[]) {
  const sheet = workbook.addWorksheet(nameOf(title, names));
  const widest = Math.max(...tables.map(({ columns }) => columns.length));
  sheet.columns = Array.from({ length: widest }, (_, at) => ({ width: at === 0 ? 40 : 24 }));
  for (const { title: heading, columns, rows } of tables) {
    if (heading) sheet.addRow([heading]).font = { bold: true, size: 12 };
    if (columns.some(Boolean)) sheet.addRow(columns).font = { bold: true };
    for (const row of rows) {
      const added = sheet.addRow(row.map(valueOf));
      added.alignment = { vertical: "top", wrapText: true };
    }
    sheet.addRow([]);
  }
}

const valueOf = (cell: Cell) =>
  typeof cell === "object" && cell !== null ? ("score" in cell ? cell.score : cell.text) : cell;

/** Sheets need names of at most 31 characters, without some signs, each once. */
function nameOf(title: string, names: Set<string>): string {
  const plain =
    title
      .replace(/[\\/?*[\]:]/g, " ")
      .replace(/^'+|'+$/g, "")
      .trim()
      .slice(0, 28) || "Sheet";
  let name = plain;
  for (let n = 2; names.has(name.toLowerCase()); n += 1) name = `${plain.slice(0, 25)} ${n}`;
  names.add(name.toLowerCase());
  return name;
}
