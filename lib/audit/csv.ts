import { stringify } from "csv-stringify/sync";

// A spreadsheet takes such a cell for a formula; the library's own guard looks at the very first character only.
const hiddenFormula = /^[\s\0]+[=+\-@＝＋－＠]/;

/**
 * Rows as CSV (RFC 4180), safe to open in a spreadsheet: a text that could be taken for a formula gets an apostrophe.
 * @param header whether the names of the columns come first, after the mark by which spreadsheets know UTF-8
 */
export function toCsv(columns: readonly string[], rows: object[], header: boolean): string {
  return stringify(rows, {
    columns: [...columns],
    header,
    bom: header,
    record_delimiter: "\r\n",
    quoted_match: /[\r\n]/,
    escape_formulas: true,
    cast: { string: (value) => (hiddenFormula.test(value) ? `'${value}` : value) },
  });
}
