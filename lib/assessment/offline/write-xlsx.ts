import type { Worksheet } from "exceljs";
import type { SheetRow } from "./answer-sheet";
import { columns } from "./columns";

const ANSWERS = "Answers";
const LISTS = "Lists";

/** What a workbook would read as a character by its number is written so that it stays what it is. */
const literal = (text: string) => text.replace(/_x(?=[0-9A-Fa-f]{4}_)/g, "_x005F_x");

const grey = { type: "pattern", pattern: "solid", fgColor: { argb: "FFF3F4F6" } } as const;
const line = { style: "thin", color: { argb: "FFE5E7EB" } } as const;

/**
 * The answers of a product as a workbook to fill in without a connection: a row a question, with the options to choose
 * from. Cells are texts, never formulas. What is only read is greyed and locked, without a password.
 */
export async function writeXlsx(
  rows: readonly SheetRow[],
  about: { product: string; questionnaire: string; by: string; at: Date },
): Promise<Buffer> {
  const { default: ExcelJS } = await import("exceljs");
  const workbook = new ExcelJS.Workbook();
  workbook.creator = about.by;
  workbook.created = about.at;
  workbook.modified = about.at;
  const sheet = workbook.addWorksheet(ANSWERS, { views: [{ state: "frozen", ySplit: 1, xSplit: 0 }] });
  fill(sheet, rows);
  const lists = workbook.addWorksheet(LISTS, { state: "veryHidden" });
  lists.addRow(["Yes"]);
  addChoices(sheet, lists, rows);
  instruct(workbook.addWorksheet("Instructions"), about);
  // Nobody is kept out: it only keeps what is not read from being typed over by mistake.
  await sheet.protect("", {
    formatColumns: true,
    formatRows: true,
    autoFilter: true,
    sort: true,
    selectLockedCells: true,
    selectUnlockedCells: true,
    spinCount: 1,
  });
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function fill(sheet: Worksheet, rows: readonly SheetRow[]) {
  sheet.columns = columns.map(({ title, width, hidden = false }) => ({ header: title, width, hidden }));
  sheet.getRow(1).font = { bold: true };
  for (const row of rows) {
    const added = sheet.addRow(columns.map(({ key }) => (typeof row[key] === "string" ? literal(row[key]) : row[key])));
    columns.forEach(({ open }, at) => {
      const cell = added.getCell(at + 1);
      cell.alignment = { vertical: "top", wrapText: true };
      cell.border = { bottom: line, right: line };
      if (open) {
        cell.protection = { locked: false };
        // A text format: what is typed stays as it is typed.
        cell.numFmt = "@";
      } else cell.fill = grey;
    });
  }
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
}

/** Lists to choose from, kept on a sheet of their own: written in place, they may have 255 characters. */
function addChoices(sheet: Worksheet, lists: Worksheet, rows: readonly SheetRow[]) {
  const answer = columns.findIndex(({ key }) => key === "answer") + 1;
  const notApplicable = columns.findIndex(({ key }) => key === "not_applicable") + 1;
  const places = new Map<string, string>();
  rows.forEach(({ labels }, at) => {
    sheet.getCell(at + 2, notApplicable).dataValidation = {
      type: "list",
      allowBlank: true,
      formulae: [`${LISTS}!$A$1:$A$1`],
    };
    if (labels.length === 0) return;
    const key = labels.join("\0");
    let place = places.get(key);
    if (!place) {
      const added = lists.addRow(labels.map(literal));
      place = `${LISTS}!$A$${added.number}:${added.getCell(labels.length).address.replace(/^([A-Z]+)(\d+)$/, "$$$1$$$2")}`;
      places.set(key, place);
    }
    // Words of one's own are an answer too: the list only offers.
    sheet.getCell(at + 2, answer).dataValidation = {
      type: "list",
      allowBlank: true,
      showErrorMessage: false,
      formulae: [place],
    };
  });
}

function instruct(sheet: Worksheet, { product, questionnaire, by, at }: Parameters<typeof writeXlsx>[1]) {
  sheet.columns = [{ width: 24 }, { width: 96 }];
  const facts = [
    ["Product", product],
    ["Questionnaire", questionnaire],
    ["Exported", `${at.toISOString().slice(0, 16).replace("T", " ")} UTC by ${by}`],
    ["", ""],
    ["How it works", "Fill in the white columns of the sheet Answers, then import this file where you exported it."],
    ["", "What you import is shown first, row by row. Nothing is saved before you say so, and nothing is submitted."],
    [
      "Answer",
      "One option: choose it from the list, or type its letter. Words of your own may stand on lines below it.",
    ],
    ["", "Several options: their letters or texts, such as “A, C”; “None of these” for none."],
    ["", "Number: 12 or 99.5. Date: 2026-03-31. Text: your own words."],
    ["", "An answer that you empty is cleared."],
    ["Not applicable", "Yes, with a reason beside it. Empty: the question applies."],
    ["Status", "What is approved is locked. What is not asked follows from another answer, and may open by it."],
    ["Rows", "They may be sorted, filtered and left out. A row that is left out changes nothing."],
    [
      "Hidden columns",
      "They tell which answer you began with, so that nothing newer is overwritten unseen. Leave them.",
    ],
  ];
  for (const row of facts) {
    const added = sheet.addRow(row.map((text) => literal(text)));
    added.getCell(1).font = { bold: true };
    added.alignment = { vertical: "top", wrapText: true };
  }
}
