import { Fault } from "@/lib/kernel/fault";
import { checkHeader } from "../file-header";
import { openDump, type PartialFile } from "../dump/open-dump";
import { openLegacyFile, type RawRow } from "../legacy-file";

/** A file of this machine: its bytes are asked for as they are wanted. */
export interface GivenFile extends PartialFile {
  name: string;
  sha256: string;
}

/** The database of an analysts' system, whichever way it was written down. */
export interface SystemFile {
  name: string;
  sha256: string;
  size: number;
  tables: ReadonlyMap<string, { columns: readonly string[]; count: number }>;
  /** Which table a column points to, by `table.column`, where the file says so. */
  references: ReadonlyMap<string, string>;
  refused: ReadonlyMap<string, string>;
  rows(table: string): Iterable<RawRow> | AsyncIterable<RawRow>;
  close(): void;
}

/** SQLite's files are read into memory; a dump streams, however large. */
const MOST_SQLITE = 256 * 1024 * 1024;
const PG_DUMP = /^(?:\uFEFF|\s|\\restrict [^\n]*\n)*(?:--|SET |COPY |INSERT |CREATE |\/\*|SELECT )/i;

/**
 * Opens an SQLite file or a plain dump of PostgreSQL, whichever it is by its beginning.
 * @throws Fault invalid for what is neither, or is damaged; too_large
 */
export async function openSystemFile(file: GivenFile): Promise<SystemFile> {
  const { name, sha256, size } = file;
  const head = await file.read(0, Math.min(size, 512));
  const start = head.toString("utf8");
  if (start.startsWith("PGDMP"))
    throw new Fault("invalid", "The dump is in pg_dump's own format. Make it plain: `pg_restore -f dump.sql <file>`.");
  if (start.startsWith("SQLite format 3")) {
    if (size > MOST_SQLITE)
      throw new Fault(
        "too_large",
        `SQLite files of more than ${MOST_SQLITE / 1024 / 1024} MB are not read. Move it to PostgreSQL and make a dump of that.`,
      );
    const opened = await openLegacyFile({ name, sha256, bytes: await readAll(file) });
    return { ...opened, size };
  }
  if (!PG_DUMP.test(start)) checkHeader(await file.read(0, size < 100 ? size : 100)); // says what it is instead
  const dump = await openDump(file);
  return { ...dump, name, sha256, size, refused: new Map(), close: () => undefined };
}

/** A read may bring less than was asked for. */
async function readAll(file: PartialFile): Promise<Buffer<ArrayBuffer>> {
  const bytes = Buffer.alloc(file.size);
  for (let at = 0; at < file.size;) {
    const part = await file.read(at, Math.min(16 * 1024 * 1024, file.size - at));
    if (part.length === 0) break;
    at += part.copy(bytes, at);
  }
  return bytes;
}
