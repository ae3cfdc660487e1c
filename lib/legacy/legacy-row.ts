import type { Cell, LegacyFile, RawRow } from "./legacy-file";
import { readMoment } from "./read-moment";
import type { Report } from "./report";
import { storable } from "./storable";

const BIGGEST_ID = 2_147_483_647;
const YEAR = 366 * 86_400_000;

/** What SQLite calls a number may be kept as text, and the other way round. */
function wholeOf(cell: Cell | undefined): number | undefined {
  const value = typeof cell === "string" && /^\s*-?\d{1,15}(\.0+)?\s*$/.test(cell) ? Number(cell) : cell;
  return typeof value === "number" && Number.isSafeInteger(value) ? value : undefined;
}

const words = new Map([
  ["1", true],
  ["true", true],
  ["t", true],
  ["yes", true],
  ["0", false],
  ["false", false],
  ["f", false],
  ["no", false],
]);

/**
 * A row of the file, read column by column. What had to be changed to be kept is said in the report, once the row is
 * taken (`tell`): a row that is left needs no more words.
 */
export class LegacyRow {
  private readonly complaints: [reason: string, detail: string][] = [];

  constructor(
    readonly table: string,
    /** What the report calls it. */
    readonly name: string,
    protected readonly raw: RawRow,
    private readonly now: number,
  ) {}

  has(column: string): boolean {
    const cell = this.raw.cells[column];
    return cell !== undefined && cell !== null && cell !== "";
  }

  /** An id, or undefined where there is none; one that cannot be an id is told of. */
  id(column: string): number | undefined {
    const cell = this.raw.cells[column];
    const value = wholeOf(cell);
    if (value !== undefined && value > 0 && value <= BIGGEST_ID) return value;
    if (this.has(column)) this.complain(`${column} is not an id`, shown(cell));
    return undefined;
  }

  /** A text without NUL and surrounding blanks, at most `most` characters long. */
  text(column: string, most: number): string {
    const cell = this.raw.cells[column] ?? "";
    const harm = this.raw.damaged[column];
    if (harm) this.complain(`${column} ${harm}`, "");
    let value = String(cell);
    if (value.includes("\0")) {
      this.complain(`${column} held NUL characters, which cannot be stored`, "");
      value = value.replaceAll("\0", "");
    }
    value = value.trim();
    if (value.length <= most) return value;
    this.complain(
      `${column} is cut to ${most.toLocaleString("en")} characters`,
      `it has ${value.length.toLocaleString("en")}`,
    );
    return storable(value, most);
  }

  /** A text on one line: what names something. */
  line(column: string, most: number): string {
    return this.text(column, most).replace(/\s+/g, " ");
  }

  number(column: string): number | undefined {
    const cell = this.raw.cells[column];
    const value = typeof cell === "string" && /^\s*-?\d+(\.\d+)?\s*$/.test(cell) ? Number(cell) : cell;
    if (typeof value === "number" && Number.isFinite(value)) return value;
    if (this.has(column)) this.complain(`${column} is not a number`, shown(cell));
    return undefined;
  }

  flag(column: string): boolean | undefined {
    const cell = this.raw.cells[column];
    if (!this.has(column)) return undefined;
    const value = typeof cell === "number" ? cell !== 0 : words.get(String(cell).trim().toLowerCase());
    if (value === undefined) this.complain(`${column} is neither yes nor no`, shown(cell));
    return value;
  }

  /** A moment that has passed; the only ones there can be but for when something expires. */
  moment(column: string): Date | undefined {
    return this.at(column, this.now);
  }

  /** A moment that may be to come, within a year. */
  future(column: string): Date | undefined {
    return this.at(column, this.now + YEAR);
  }

  /** A moment up to `latest`; without it, any there can be. */
  at(column: string, latest = Date.UTC(2200, 0, 1)): Date | undefined {
    const cell = this.raw.cells[column];
    if (!this.has(column)) return undefined;
    const value = readMoment(cell as string | number, latest);
    if (!value) this.complain(`${column} is not a time that can be`, shown(cell));
    return value;
  }

  /** Puts into the report what was wrong with the row's values. */
  tell(report: Report): void {
    for (const [reason, detail] of this.complaints) report.change(this.table, reason, this.name, detail);
    this.complaints.length = 0;
  }

  complain(reason: string, detail: string): void {
    if (!this.complaints.some(([known]) => known === reason)) this.complaints.push([reason, detail]);
  }
}

export const shown = (cell: Cell | undefined) => JSON.stringify(String(cell).slice(0, 60));

/** All rows of a table; those without an id that can be one are left. Each id counts once. */
export function* rowsOf(
  file: LegacyFile,
  table: string,
  report: Report,
  now: number,
): Generator<{ id: number; row: LegacyRow; cells: Record<string, Cell> }> {
  const seen = new Set<number>();
  let at = 0;
  for (const raw of file.rows(table)) {
    at++;
    const id = wholeOf(raw.cells.id);
    if (id === undefined || id <= 0 || id > BIGGEST_ID) {
      report.leave(table, "its id is not a positive whole number", `row ${at}`, shown(raw.cells.id));
    } else if (seen.has(id)) {
      report.leave(table, "another row has the same id", id);
    } else {
      seen.add(id);
      yield { id, row: new LegacyRow(table, String(id), raw, now), cells: raw.cells };
    }
  }
}
