import { linesOf } from "./lines";
import { MappedRows, type MappedOptions } from "./mapping";
import { rejected, Unreadable, type ImportFile, type Parsed } from "./record";
import { parseRecord } from "./repair-json";
import { scanJson } from "./scan-json";

/** Objects of JSON, one a line, or all in one array. */
export async function* readJsonLines(file: ImportFile, options: MappedOptions): AsyncGenerator<Parsed> {
  const rows = new MappedRows(options);
  let record = 0;
  for await (const { bytes, cut } of await recordsOf(file)) {
    record += 1;
    yield cut ? rejected(record, "it is longer than any message", bytes) : take(rows, record, bytes);
  }
}

/** The records of a file of either shape, as bytes. */
async function recordsOf(file: ImportFile): Promise<AsyncGenerator<{ bytes: Buffer; cut: boolean }>> {
  const head = (await file.read(0, 1_000)).toString("utf8").replace(/^\uFEFF/, "");
  return head.trimStart().startsWith("[") ? inArray(file) : inLines(file);
}

async function* inArray(file: ImportFile) {
  let rest = { cut: false, bytes: Buffer.alloc(0) as Buffer };
  const isRecords = (_key: string, depth: number) => depth === 0;
  for await (const found of scanJson(file.stream(), { isRecords }, (end) => (rest = end))) {
    if (found.kind === "record") yield found;
  }
  if (rest.bytes.length > 0) yield { bytes: rest.bytes, cut: false };
}

async function* inLines(file: ImportFile) {
  for await (const { text, cut } of linesOf(file.stream())) if (text.trim()) yield { bytes: Buffer.from(text), cut };
}

function take(rows: MappedRows, record: number, bytes: Buffer): Parsed {
  try {
    const { value } = parseRecord(bytes);
    if (value === null || typeof value !== "object" || Array.isArray(value)) throw new Unreadable("it is no object");
    return { record: rows.read(record, value as Record<string, unknown>) };
  } catch (error) {
    if (error instanceof Unreadable) return rejected(record, error.message, bytes);
    if (error instanceof SyntaxError) return rejected(record, "it is not JSON, and cannot be repaired", bytes);
    throw error;
  }
}
