import type { PlanTable } from "./plan-rows";

/** What XML 1.0 cannot say, which a spreadsheet would call a damaged file. */
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Longest text that a cell holds. */
const MOST_TEXT = 32_767;

/**
 * Tables as a workbook, a sheet each. Cells are texts, numbers and days, never formulas: what looks like one stays a
 * text, whatever it begins with.
 */
export async function toXlsx(tables: readonly PlanTable[], made: { by: string; at: Date }): Promise<Buffer> {
  // Loaded when first needed: half a second that no start should wait for.
  const { default: ExcelJS } = await import("exceljs");
  const workbook = new ExcelJS.Workbook();
  workbook.creator = made.by;
  workbook.created = made.at;
  workbook.modified = made.at;
  for (const table of tables) {
    const sheet = workbook.addWorksheet(table.name, { views: [{ state: "frozen", ySplit: 1 }] });
    sheet.columns = table.columns.map((header) => ({ header, width: Math.max(12, header.length + 2) }));
    sheet.getRow(1).font = { bold: true };
    for (const row of table.rows) {
      const added = sheet.addRow(
        row.map((cell) => (typeof cell === "string" ? cell.replace(unwritable, "").slice(0, MOST_TEXT) : cell)),
      );
      row.forEach((cell, at) => {
        const written = added.getCell(at + 1);
        if (cell instanceof Date) written.numFmt = "yyyy-mm-dd";
        if (typeof cell === "string") written.alignment = { vertical: "top", wrapText: cell.length > 40 };
      });
    }
    if (table.rows.length > 0)
      sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: table.columns.length } };
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
