import type { Database, SqlValue } from "sql.js";
import { Fault } from "@/lib/kernel/fault";
import { checkHeader, withoutLog } from "./file-header";

/**
 * One value: what SQLite stores, with text (and bytes, which some drivers wrote in its place) decoded. A whole number that
 * JavaScript cannot count to, such as an account's id on some platforms, comes as its digits.
 */
export type Cell = string | number | null;

/** A row as it stands in the file. `damaged` names columns whose value is cut or was not proper text. */
export interface RawRow {
  cells: Record<string, Cell>;
  damaged: Record<string, string>;
}

/** The database of an original system, opened in memory and for reading alone. */
export interface LegacyFile {
  name: string;
  sha256: string;
  /** Names of its tables, in small letters, with the columns that hold stored values and the number of rows. */
  tables: ReadonlyMap<string, { columns: readonly string[]; count: number }>;
  /** What there is instead of a table, by name. */
  refused: ReadonlyMap<string, string>;
  /** Which table a column points to, by `table.column`, where the database says so. */
  references: ReadonlyMap<string, string>;
  /** All rows of a table, by their ids where it has some. Only the first 400,000 bytes of a value are read. */
  rows(table: string): Generator<RawRow>;
  close(): void;
}

export const MOST_BYTES = 400_000;
/** A name as SQL writes it. */
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/**
 * Opens the bytes of an SQLite file. What they hold is not trusted: nothing of it runs, since only plain tables are read
 * and of those only stored columns.
 * @throws Fault invalid for what is no SQLite database, or a damaged one
 */
export async function openLegacyFile(file: { name: string; sha256: string; bytes: Uint8Array }): Promise<LegacyFile> {
  checkHeader(file.bytes);
  const { default: load } = await import("sql.js");
  const { Database } = await load();
  let database: Database;
  try {
    database = new Database(withoutLog(file.bytes));
    database.run("pragma query_only = on; pragma trusted_schema = off; pragma cell_size_check = on");
    const [checked] = database.exec("pragma quick_check(1)");
    const verdict = checked?.values[0]?.[0];
    if (verdict !== "ok") throw new Error(String(verdict));
  } catch {
    throw damaged();
  }
  try {
    return { name: file.name, sha256: file.sha256, ...contents(database), close: () => database.close() };
  } catch (error) {
    database.close();
    throw error instanceof Fault ? error : damaged();
  }
}

const damaged = () =>
  new Fault(
    "invalid",
    "The file is damaged: SQLite's own check fails. Repair a copy with `sqlite3 <file> .recover`, then try again.",
  );

function contents(database: Database): Pick<LegacyFile, "tables" | "refused" | "references" | "rows"> {
  const tables = new Map<string, { columns: string[]; count: number; name: string }>();
  const refused = new Map<string, string>();
  const references = new Map<string, string>();
  const listed = database.exec("select name, type, sql from sqlite_master where type in ('table', 'view')")[0];
  for (const [name, type, text] of (listed?.values ?? []) as [string, string, string][]) {
    const key = name.toLowerCase();
    if (key.startsWith("sqlite_")) continue;
    if (type === "view" || /^\s*create\s+virtual/i.test(text)) {
      refused.set(key, type === "view" ? "it is a view, not a table" : "it is a virtual table");
      continue;
    }
    // Hidden: 0 is a plain column; others are computed when they are read.
    const columns = database.exec(`pragma table_xinfo(${quoted(name)})`)[0]?.values ?? [];
    const stored = columns.filter((column) => column[6] === 0).map((column) => String(column[1]));
    const count = database.exec(`select count(*) from ${quoted(name)}`)[0]?.values[0]?.[0];
    for (const [, , target, column] of database.exec(`pragma foreign_key_list(${quoted(name)})`)[0]?.values ?? [])
      references.set(`${key}.${String(column)}`.toLowerCase(), String(target).toLowerCase());
    tables.set(key, { name, columns: stored, count: Number(count) });
  }
  const decoder = decoderOf(database);
  function* rows(key: string): Generator<RawRow> {
    const table = tables.get(key);
    if (!table) return;
    const { columns } = table;
    const picked = columns.map((column) => {
      const value = quoted(column);
      return `case typeof(${value}) when 'text' then substr(cast(${value} as blob), 1, ${MOST_BYTES + 4})
        when 'blob' then substr(${value}, 1, ${MOST_BYTES + 4})
        when 'integer' then case when ${value} between ${Number.MIN_SAFE_INTEGER} and ${Number.MAX_SAFE_INTEGER} then ${value} else cast(${value} as text) end
        else ${value} end`;
    });
    const id = columns.find((column) => column.toLowerCase() === "id");
    const statement = database.prepare(
      `select ${picked.join(", ")} from ${quoted(table.name)}${id ? ` order by ${quoted(id)}` : ""}`,
    );
    try {
      while (step(statement)) yield decode(columns, statement.get(), decoder);
    } finally {
      statement.free();
    }
  }
  return { tables, refused, references, rows };
}

function step(statement: { step(): boolean }): boolean {
  try {
    return statement.step();
  } catch {
    throw damaged();
  }
}

/** The file says how its text is encoded; what does not fit is noted, never dropped. */
function decoderOf(database: Database) {
  const encoding = String(database.exec("pragma encoding")[0]?.values[0]?.[0] ?? "UTF-8").toLowerCase();
  return { strict: new TextDecoder(encoding, { fatal: true }), loose: new TextDecoder(encoding) };
}

function decode(columns: readonly string[], values: SqlValue[], decoder: ReturnType<typeof decoderOf>): RawRow {
  const row: RawRow = { cells: {}, damaged: {} };
  for (const [at, column] of columns.entries()) {
    const name = column.toLowerCase();
    const value = values[at] ?? null;
    if (!(value instanceof Uint8Array)) {
      row.cells[name] = typeof value === "number" && !Number.isFinite(value) ? null : value;
      continue;
    }
    const { text, harm } = readText(value, decoder);
    row.cells[name] = text;
    if (harm) row.damaged[name] = harm;
  }
  return row;
}

/** A value's text and, where it is not all of it as it was, why. */
export function readText(bytes: Uint8Array, decoder: { strict: TextDecoder; loose: TextDecoder }) {
  if (bytes.length > MOST_BYTES)
    return {
      text: decoder.loose.decode(bytes.subarray(0, MOST_BYTES)),
      harm: `is longer than ${MOST_BYTES.toLocaleString("en")} bytes and was cut`,
    };
  try {
    return { text: decoder.strict.decode(bytes) };
  } catch {
    return { text: decoder.loose.decode(bytes), harm: "holds bytes that are no text; each became “\uFFFD”" };
  }
}
