import { createHash } from "node:crypto";
import load from "sql.js";
import type { GivenFile } from "@/lib/legacy/intelligence/open-file";

type Value = string | number | boolean | null;
export type SystemRows = Record<string, Record<string, Value>[]>;

/** Foreign keys by `table.column`; the systems in the field declare theirs. */
type References = Record<string, string>;

const columnsOf = (rows: Record<string, Value>[]) => [...new Set(rows.flatMap((row) => Object.keys(row)))];

/** An SQLite database of an analysts' system with these rows. */
export async function sqliteOf(rows: SystemRows, references: References = {}): Promise<Buffer> {
  const { Database } = await load();
  const database = new Database();
  database.run("begin");
  for (const [table, each] of Object.entries(rows)) {
    const columns = columnsOf(each);
    const defined = columns.map((column) => {
      const target = references[`${table}.${column}`];
      return target ? `"${column}" references "${target}" (id)` : `"${column}"`;
    });
    database.run(`create table "${table}" (${defined.join(", ")})`);
    const statement = database.prepare(`insert into "${table}" values (${columns.map(() => "?").join(", ")})`);
    for (const row of each)
      statement.run(
        columns.map((column) => (typeof row[column] === "boolean" ? Number(row[column]) : (row[column] ?? null))),
      );
    statement.free();
  }
  database.run("commit");
  const bytes = Buffer.from(database.export());
  database.close();
  return bytes;
}

const copied = (value: Value | undefined) =>
  value === null || value === undefined
    ? "\\N"
    : typeof value === "boolean"
      ? value
        ? "t"
        : "f"
      : String(value).replace(
          /[\\\n\r\t]/g,
          (letter) => ({ "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" })[letter]!,
        );
const inserted = (value: Value | undefined) =>
  value === null || value === undefined
    ? "NULL"
    : typeof value === "string"
      ? `'${value.replaceAll("'", "''")}'`
      : String(value);

/** The same as pg_dump writes it: tables by their names, constraints behind the rows. */
export function dumpOf(rows: SystemRows, how: "copy" | "inserts", references: References = {}): Buffer {
  const tables = Object.keys(rows).sort();
  const parts = [
    "--\n-- PostgreSQL database dump; not what it looks like\n--\n\n\\restrict abc\n\nSET client_encoding = 'UTF8';\n",
    "CREATE FUNCTION public.touch() RETURNS trigger\n    LANGUAGE plpgsql\n    AS $$\nBEGIN\n  NEW.updated_at = ';'; RETURN NEW;\nEND $$;\n",
    "CREATE TYPE public.risk AS ENUM (\n    'LOW',\n    'it''s;'\n);\n",
  ];
  for (const table of tables) {
    const columns = columnsOf(rows[table]!);
    parts.push(`CREATE TABLE public.${table} (\n${columns.map((column) => `    ${column} text`).join(",\n")}\n);\n`);
  }
  for (const table of tables) {
    const columns = columnsOf(rows[table]!);
    parts.push(`--\n-- Data for Name: ${table}; Type: TABLE DATA\n--\n`);
    if (how === "copy") {
      const lines = rows[table]!.map((row) => `${columns.map((column) => copied(row[column])).join("\t")}\n`);
      parts.push(`COPY public.${table} (${columns.join(", ")}) FROM stdin;\n${lines.join("")}\\.\n\n`);
    } else
      for (const row of rows[table]!)
        parts.push(
          `INSERT INTO public.${table} VALUES (${columns.map((column) => inserted(row[column])).join(", ")});\n`,
        );
  }
  for (const [place, target] of Object.entries(references)) {
    const [table, column] = place.split(".");
    parts.push(
      `ALTER TABLE ONLY public.${table}\n    ADD CONSTRAINT ${table}_${column}_fkey FOREIGN KEY (${column}) REFERENCES public.${target}(id);\n`,
    );
  }
  return Buffer.from(`${parts.join("\n")}\n--\n-- PostgreSQL database dump complete\n--\n\n\\unrestrict abc\n`);
}

/** Bytes as a file of the machine. */
export const systemFile = (bytes: Buffer, name = "system.db"): GivenFile => ({
  name,
  sha256: createHash("sha256").update(bytes).digest("hex"),
  size: bytes.length,
  read: (position, length) => Promise.resolve(bytes.subarray(position, position + length)),
});
