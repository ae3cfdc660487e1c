import { parse } from "csv-parse/sync";
import { INSTAGRAM_PART } from "./instagram";
import { guessColumns } from "./mapping";
import type { ImportMapping } from "./mapping-input";
import { openZip } from "./open-zip";
import type { ImportFile } from "./record";
import type { ImportFormat } from "./formats";
import { WHATSAPP_PART, whatsAppText } from "./whatsapp";
import { dateOrderOf, headerOf } from "./whatsapp-line";

/** Bytes of the beginning that are looked at. */
const HEAD = 256 * 1024;
const DELIMITERS = [",", ";", "\t", "|"] as const;

/** What a file seems to be, and what it says of itself. */
interface Detected {
  format: ImportFormat;
  mapping: ImportMapping;
  /** Names of a table's columns. */
  columns: string[];
}

/** What a file is by its beginning; undefined when that says nothing. */
export async function detectFormat(file: ImportFile, filename: string): Promise<ImportFormat | undefined> {
  const head = await file.read(0, HEAD);
  if (head.toString("latin1", 0, 4) === "PK\u0003\u0004") {
    const parts = await openZip(file, (name) => INSTAGRAM_PART.test(name) || WHATSAPP_PART.test(name));
    if (parts.length === 0) return undefined;
    return parts.some(({ name }) => INSTAGRAM_PART.test(name)) ? "instagram" : "whatsapp";
  }
  const text = head.toString("utf8").replace(/^\uFEFF/, "");
  const begin = text.trimStart();
  if (begin.startsWith("[") && /^\[\s*(\{|\])/.test(begin)) return "jsonl";
  if (begin.startsWith("{")) {
    const [first = "", second = ""] = begin.split("\n", 2);
    if (isObject(first) && (second.trimStart().startsWith("{") || second.trim() === "" || /\.jsonl$/i.test(filename)))
      if (!/"messages"\s*:\s*\[|"chats"\s*:\s*\{/.test(first)) return "jsonl";
    if (/^\{\s*"participants"\s*:/.test(begin) || /"timestamp_ms"\s*:/.test(text)) return "instagram";
    if (/"(messages|chats|left_chats|personal_information)"\s*:/.test(text)) return "telegram";
    return /\.jsonl?$/i.test(filename) && isObject(first) ? "jsonl" : undefined;
  }
  const lines = text.split("\n");
  if (lines.slice(0, 20).some((line) => headerOf(line.replace(/\r$/, "")))) return "whatsapp";
  return delimiterOf(lines[0] ?? "") ? "csv" : undefined;
}

const isObject = (line: string) => {
  try {
    return typeof JSON.parse(line) === "object";
  } catch {
    return false;
  }
};

/** What a file of this format says of itself; what it leaves open, the analyst is asked. */
export async function readMapping(
  file: ImportFile,
  filename: string,
  format: ImportFormat,
): Promise<Omit<Detected, "format">> {
  if (format === "whatsapp") {
    const text = (await (await whatsAppText(file)).read(0, HEAD)).toString("utf8");
    const headers = text.split("\n").flatMap((line) => headerOf(line.replace(/\r$/, "")) ?? []);
    const order = dateOrderOf(headers);
    const chat = chatIn(filename);
    return { mapping: { ...(order && { date_order: order }), ...(chat && { chat }) }, columns: [] };
  }
  if (format === "csv") {
    const text = (await file.read(0, HEAD)).toString("utf8").replace(/^\uFEFF/, "");
    const delimiter = delimiterOf(text.split(/\r?\n|\r/, 1)[0]!) ?? ",";
    const columns = namesIn(text, delimiter);
    return { mapping: { delimiter, columns: guessColumns(columns) }, columns };
  }
  if (format === "jsonl") {
    const columns = fieldsOf((await file.read(0, HEAD)).toString("utf8"));
    return { mapping: { columns: guessColumns(columns) }, columns };
  }
  return { mapping: {}, columns: [] };
}

/** "WhatsApp Chat with Dana.txt", "WhatsApp Chat - Dana.zip"; `_chat.txt` says nothing. */
function chatIn(filename: string): string | undefined {
  const bare = filename.replace(/\.\w{1,5}$/, "").replace(/^_chat$/i, "");
  return bare.replace(/^whatsapp chat (?:with|-) /i, "").trim() || undefined;
}

function delimiterOf(line: string): (typeof DELIMITERS)[number] | undefined {
  const [best] = DELIMITERS.map((sign) => ({ sign, count: line.split(sign).length - 1 })).toSorted(
    (a, b) => b.count - a.count,
  );
  return best!.count > 0 ? best!.sign : undefined;
}

function namesIn(text: string, delimiter: string): string[] {
  try {
    const [names = []] = parse(text, {
      delimiter,
      to_line: 1,
      relax_quotes: true,
      relax_column_count: true,
    }) as string[][];
    return names.map((name, at) => name.trim() || `column ${at + 1}`);
  } catch {
    return [];
  }
}

/** Fields of the first objects, those within objects by a path. */
function fieldsOf(text: string): string[] {
  const fields = new Set<string>();
  const lines = text.trimStart().startsWith("[")
    ? (text.match(/\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g) ?? [])
    : text.split("\n");
  for (const line of lines.slice(0, 20)) {
    try {
      const value = JSON.parse(line) as Record<string, unknown>;
      for (const [name, held] of Object.entries(value)) {
        fields.add(name);
        if (held !== null && typeof held === "object" && !Array.isArray(held))
          for (const inner of Object.keys(held)) fields.add(`${name}.${inner}`);
      }
    } catch {
      continue;
    }
  }
  return [...fields].slice(0, 200);
}
