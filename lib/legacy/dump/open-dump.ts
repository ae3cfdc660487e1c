import { Fault } from "@/lib/kernel/fault";
import { MOST_BYTES, readText, type Cell, type RawRow } from "../legacy-file";
import { readCopy, readInsert, readReference, readTable } from "./read-statement";
import { readLine, readTuples } from "./read-values";
import { bare, splitStatements } from "./split-statements";

/** A file that is read in parts. */
export interface PartialFile {
  size: number;
  read(position: number, length: number): Promise<Buffer>;
}

/** A stretch of the file with rows of one table. */
interface Stretch {
  kind: "copy" | "insert";
  start: number;
  end: number;
  columns: string[] | undefined;
}

interface DumpTable {
  columns: string[];
  count: number;
  stretches: Stretch[];
}

const PART = 256 * 1024;

/**
 * Looks a plain dump of PostgreSQL (`pg_dump`, with COPY or with INSERTs) through, and remembers where each table's rows
 * stand: so each table is read when its turn comes, whatever the order in the file, and no more than a row of it is held.
 * @throws Fault invalid for what is no such dump, or is cut off
 */
export async function openDump(file: PartialFile) {
  const tables = new Map<string, DumpTable>();
  const references = new Map<string, string>();
  const tableOf = (name: string) => {
    const table = tables.get(name) ?? { columns: [], count: 0, stretches: [] };
    tables.set(name, table);
    return table;
  };
  let encoding = "utf-8";
  for await (const part of splitStatements(streamOf(file, 0, file.size))) {
    const text = bare(part.text);
    if (part.kind === "copy") {
      const rows = readCopy(text);
      if (!rows) continue;
      const table = tableOf(rows.table);
      if (rows.columns) table.columns = [...new Set([...table.columns, ...rows.columns])];
      table.count += part.lines;
      table.stretches.push({ kind: "copy", start: part.start, end: part.end, columns: rows.columns });
    } else if (/^insert\s/i.test(text)) {
      const rows = readInsert(text);
      if (!rows) continue;
      const table = tableOf(rows.table);
      const last = table.stretches.at(-1);
      table.count += countTuples(part.text, encoding);
      if (last?.kind === "insert" && String(last.columns) === String(rows.columns) && part.start - last.end < 4)
        last.end = part.end;
      else table.stretches.push({ kind: "insert", start: part.start, end: part.end, columns: rows.columns });
    } else {
      const created = readTable(part.text.length < 1_000_000 ? bareWhole(part.text) : "");
      if (created) {
        tableOf(created.table).columns = created.columns;
        for (const [column, target] of created.references) references.set(`${created.table}.${column}`, target);
      }
      const reference = readReference(text);
      if (reference) references.set(`${reference.table}.${reference.column}`, reference.target);
      const said = /^set\s+client_encoding\s*(?:=|to)\s*'([^']*)'/i.exec(text)?.[1];
      if (said) encoding = labelOf(said);
    }
  }
  const decoder = { strict: new TextDecoder(encoding, { fatal: true }), loose: new TextDecoder(encoding) };
  async function* rows(name: string): AsyncGenerator<RawRow> {
    const table = tables.get(name);
    for (const stretch of table?.stretches ?? []) {
      const columns = stretch.columns ?? table!.columns;
      const cells = stretch.kind === "copy" ? linesOf(file, stretch, decoder) : insertsOf(file, stretch, decoder);
      for await (const { values, harm } of cells) yield rowOf(name, columns, values, harm);
    }
  }
  return { tables, references, rows };
}

const labels: Record<string, string> = { UTF8: "utf-8", SQL_ASCII: "utf-8", LATIN1: "latin1" };

function labelOf(encoding: string): string {
  const name = encoding.toUpperCase().replace(/[-\s]/g, "");
  const label = labels[name] ?? name.replace(/^WIN(\d+)$/, "windows-$1").replace(/^LATIN(\d+)$/, "iso-8859-$1");
  try {
    return new TextDecoder(label).encoding;
  } catch {
    throw new Fault(
      "invalid",
      `The dump is in ${encoding}, which is not read. Make it again with \`--encoding=UTF8\`.`,
    );
  }
}

const bareWhole = (text: Buffer) => text.toString("utf8").replace(/^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/, "");

async function* streamOf(file: PartialFile, from: number, to: number): AsyncGenerator<Buffer> {
  for (let at = from; at < to;) {
    const part = await file.read(at, Math.min(PART, to - at));
    if (part.length === 0) return;
    yield part;
    at += part.length;
  }
}

type Decoder = Parameters<typeof readText>[1];
interface Values {
  values: Cell[];
  /** Whether some of it was no text. */
  harm: boolean;
}

async function* linesOf(file: PartialFile, { start, end }: Stretch, decoder: Decoder): AsyncGenerator<Values> {
  let rest: Buffer[] = [];
  const read = (line: Buffer): Values => {
    const { text, harm } = decoded(line, decoder);
    return { values: readLine(text.endsWith("\r") ? text.slice(0, -1) : text), harm };
  };
  for await (const part of streamOf(file, start, end)) {
    let from = 0;
    for (let newline = part.indexOf(10); newline >= 0; newline = part.indexOf(10, from)) {
      yield read(Buffer.concat([...rest, part.subarray(from, newline)]));
      rest = [];
      from = newline + 1;
    }
    if (from < part.length) rest.push(part.subarray(from));
  }
}

async function* insertsOf(file: PartialFile, { start, end }: Stretch, decoder: Decoder): AsyncGenerator<Values> {
  for await (const { text: bytes } of splitStatements(streamOf(file, start, end), start)) {
    const { text, harm } = decoded(bytes, decoder);
    const whole = text.replace(/^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/, "");
    for (const values of tuplesOf(whole)) yield { values, harm };
  }
}

function decoded(bytes: Buffer, { strict, loose }: Decoder) {
  try {
    return { text: strict.decode(bytes), harm: false };
  } catch {
    return { text: loose.decode(bytes), harm: true };
  }
}

function* tuplesOf(text: string): Generator<Cell[]> {
  const insert = readInsert(text);
  try {
    if (insert) yield* readTuples(text, insert.from);
  } catch (error) {
    throw new Fault(
      "invalid",
      `A row of ${insert?.table ?? "the dump"} is not as pg_dump writes it (${(error as Error).message}). Make the dump again without \`--inserts\`.`,
    );
  }
}

function countTuples(text: Buffer, encoding: string): number {
  let count = 0;
  for (const _ of tuplesOf(bareWhole(Buffer.from(new TextDecoder(encoding).decode(text))))) count += 1;
  return count;
}

function rowOf(table: string, columns: readonly string[], values: Cell[], harm: boolean): RawRow {
  if (values.length !== columns.length)
    throw new Fault("invalid", `A row of ${table} has ${values.length} values for ${columns.length} columns.`);
  const row: RawRow = { cells: {}, damaged: {} };
  for (const [at, column] of columns.entries()) {
    const value = values[at]!;
    row.cells[column] = value;
    if (typeof value !== "string") continue;
    if (harm && value.includes("\uFFFD")) row.damaged[column] = "holds bytes that are no text; each became “\uFFFD”";
    if (value.length <= MOST_BYTES) continue;
    row.cells[column] = value.slice(0, MOST_BYTES);
    row.damaged[column] = `is longer than ${MOST_BYTES.toLocaleString("en")} characters and was cut`;
  }
  return row;
}
