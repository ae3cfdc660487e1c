import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { MappedRows, type MappedOptions } from "./mapping";
import { MOST_RECORD_BYTES, rejected, Unreadable, type ImportFile, type Parsed } from "./record";

type Row = { record: Record<string, unknown>; raw: string; skipped?: undefined } | { skipped: string; raw: string };

/** A table with a line of names. Rows whose quotes or columns do not fit are set aside, and the next is read. */
export async function* readCsv(file: ImportFile, options: MappedOptions): AsyncGenerator<Parsed> {
  const rows = new MappedRows(options);
  let record = 0;
  const parser = parse({
    bom: true,
    columns: (names: string[]) => names.map((name, at) => name.trim() || `column ${at + 1}`),
    delimiter: options.mapping.delimiter ?? ",",
    max_record_size: MOST_RECORD_BYTES,
    raw: true,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count_less: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error: CsvError | undefined, raw: string | undefined) => {
      // In its place among the rows, and held back with them: a table may have nothing but rows that do not fit.
      parser.push({ skipped: reasonOf(error), raw: raw ?? "" } satisfies Row);
      return undefined;
    },
  });
  const source = Readable.from(file.stream());
  source.on("error", (error) => parser.destroy(error));
  try {
    for await (const row of source.pipe(parser) as AsyncIterable<Row>) {
      record += 1;
      if (row.skipped !== undefined) {
        yield rejected(record, row.skipped, row.raw);
        continue;
      }
      try {
        yield { record: rows.read(record, row.record) };
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        yield rejected(record, error.message, row.raw);
      }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    yield rejected((record += 1), `${reasonOf(error)}: what follows cannot be read`, "");
  } finally {
    source.destroy();
  }
}

const REASONS: Partial<Record<string, string>> = {
  CSV_RECORD_INCONSISTENT_COLUMNS: "it has more columns than the line of names",
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: "it has more columns than the line of names",
  CSV_QUOTE_NOT_CLOSED: "its last quote is not closed",
  CSV_INVALID_CLOSING_QUOTE: "its quotes do not fit",
  CSV_MAX_RECORD_SIZE: "it is longer than any message",
};
const reasonOf = (error: CsvError | undefined) => (error && REASONS[error.code]) || "it is no row of this table";
