import { storableValue } from "@/lib/intelligence/import/record";
import { contentOf } from "../ledger";
import { LegacyRow, shown } from "../legacy-row";
import type { SystemFile } from "./open-file";
import type { Cell } from "../legacy-file";

const UUID = /^([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})$/;
/** Characters of JSON that are kept of a value. */
const MOST_JSON = 200_000;

/** A key as one text: a whole number, or a UUID, which SQLite holds without its dashes. */
export function keyOf(cell: Cell | undefined): string | undefined {
  const text = String(cell ?? "")
    .trim()
    .toLowerCase();
  if (/^\d{1,18}(\.0)?$/.test(text)) return text.replace(/\.0$/, "").replace(/^0+(?=\d)/, "");
  const uuid = UUID.exec(text);
  return uuid ? uuid.slice(1).join("-") : undefined;
}

/** A row of an analysts' system. Where its two shapes call a column differently, both names are given. */
export class SystemRow extends LegacyRow {
  /** The first of these columns that has a value. */
  first(...columns: string[]): string {
    return columns.find((column) => this.has(column)) ?? columns[0]!;
  }

  /** The key of the row that one of these columns points to. */
  key(...columns: string[]): string | undefined {
    const column = this.first(...columns);
    const key = keyOf(this.raw.cells[column]);
    if (key === undefined && this.has(column)) this.complain(`${column} is no key`, shown(this.raw.cells[column]));
    return key;
  }

  /** A word of a list, in small letters, as enums of either shape write it. */
  word(column: string): string {
    return this.line(column, 100).toLowerCase();
  }

  /** A number within a range; of shares, a percentage is taken for one. */
  share(column: string): number | undefined {
    const value = this.number(column);
    if (value === undefined || (value >= 0 && value <= 1)) return value;
    if (value > 1 && value <= 100) {
      this.complain(`${column} is taken for a percentage`, shown(this.raw.cells[column]));
      return value / 100;
    }
    return this.outside(column);
  }

  within(column: string, least: number, most: number): number | undefined {
    const value = this.number(column);
    return value === undefined || (value >= least && value <= most) ? value : this.outside(column);
  }

  private outside(column: string): undefined {
    this.complain(`${column} is outside of what it can be`, shown(this.raw.cells[column]));
    return undefined;
  }

  /** What a column holds as JSON; null where there is nothing, or nothing that can be read. */
  json(column: string): unknown {
    if (!this.has(column)) return null;
    const text = String(this.raw.cells[column]);
    if (text.length > MOST_JSON) {
      this.complain(`${column} is longer than ${MOST_JSON.toLocaleString("en")} characters and is left`, "");
      return null;
    }
    try {
      return storableValue(JSON.parse(text) as unknown);
    } catch {
      this.complain(`${column} is no JSON`, shown(text));
      return null;
    }
  }

  /** The texts of a list in JSON, or of a list of things that have a name. */
  words(column: string, most: number): string[] {
    const list = this.json(column);
    if (!Array.isArray(list)) return [];
    const words = list.map((each: unknown) => {
      if (typeof each === "string") return each;
      const named = (each ?? {}) as Record<string, unknown>;
      const name = named.keyword ?? named.term ?? named.name ?? named.value;
      return typeof name === "string" ? name : "";
    });
    return [...new Set(words.map((word) => word.trim().slice(0, most)).filter(Boolean))].slice(0, 200);
  }
}

/** A row that has a key. */
export interface Line {
  key: string;
  row: SystemRow;
  /** The SHA-256 of what it says. */
  content: string;
}

/** Rows of a batch, and the characters after which one is full anyway. */
const ROWS = 1_000;
const CHARACTERS = 4_000_000;

/** What could not be read as a row: without a key there is nothing to name it by. */
interface Unread {
  reason: string;
  where: string;
  detail: string;
}

export interface Lines {
  lines: Line[];
  unread: Unread[];
}

/** A table's rows by batches. Its key is `id`, or what its second shape calls it. */
export async function* batchesOf(
  file: SystemFile,
  { table, keyColumn }: { table: string; keyColumn: string },
  now: number,
): AsyncGenerator<Lines> {
  const columns = file.tables.get(table)?.columns.map((column) => column.toLowerCase()) ?? [];
  const own = columns.includes("id") ? "id" : keyColumn;
  let batch: Lines = { lines: [], unread: [] };
  let seen = new Set<string>();
  let characters = 0;
  let at = 0;
  for await (const raw of file.rows(table)) {
    at += 1;
    const key = keyOf(raw.cells[own]);
    if (key === undefined)
      batch.unread.push({
        reason: "its id is neither a whole number nor a UUID",
        where: `row ${at}`,
        detail: shown(raw.cells[own]),
      });
    else if (seen.has(key)) batch.unread.push({ reason: "another row has the same id", where: key, detail: "" });
    else {
      seen.add(key);
      batch.lines.push({ key, row: new SystemRow(table, key, raw, now), content: contentOf(raw.cells) });
      for (const cell of Object.values(raw.cells)) if (typeof cell === "string") characters += cell.length;
    }
    if (batch.lines.length + batch.unread.length < ROWS && characters < CHARACTERS) continue;
    yield batch;
    batch = { lines: [], unread: [] };
    seen = new Set();
    characters = 0;
  }
  if (batch.lines.length + batch.unread.length > 0) yield batch;
}
