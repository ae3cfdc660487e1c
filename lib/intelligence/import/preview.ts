import { detectFormat, readMapping } from "./detect-format";
import { importMapping, type ImportMapping } from "./mapping-input";
import { NO_ZONE } from "./read-moment";
import { readExport } from "./read-export";
import { Unreadable, type ImportFile, type ParsedRecord, type Reject } from "./record";
import type { ImportFormat } from "./formats";

/** Records that are shown before an import begins. */
const SHOWN = 20;
/** Records that are looked through for what has to be asked. */
const LOOKED_AT = 500;

/** What has to be said before the import can begin. */
export type Missing = "zone" | "date_order" | "columns" | "chat";

/** How a file is read: as somebody says, and otherwise as it says itself. */
export interface Reading {
  format: ImportFormat;
  mapping: ImportMapping;
  columns: string[];
  missing: Missing[];
}

export interface Preview extends Reading {
  records: ParsedRecord[];
  rejects: Reject[];
}

interface Given {
  filename: string;
  format?: ImportFormat;
  mapping?: ImportMapping;
  zone?: string;
}

/**
 * How a file would be read, and what has to be said yet: the one place that decides whether an import can begin.
 * @throws Unreadable when the file is of no format that is read
 */
export async function readingOf(file: ImportFile, given: Given): Promise<Reading> {
  const { filename, zone } = given;
  const format = given.format ?? (await detectFormat(file, filename));
  if (!format) throw new Unreadable("The file is of no format that is read here. Choose the one it is.");
  const found = await readMapping(file, filename, format);
  const mapping = importMapping.parse({ ...found.mapping, ...given.mapping });
  const missing: Missing[] = [];
  if ((format === "csv" || format === "jsonl") && !mapping.columns) missing.push("columns");
  if (format === "whatsapp" && !mapping.date_order) missing.push("date_order");
  if (format === "whatsapp" && !mapping.chat) missing.push("chat");
  if (!zone && (format === "whatsapp" || (await hasZonelessTimes(file, { format, filename, mapping }))))
    missing.push("zone");
  return { format, mapping, columns: found.columns, missing };
}

/** Whether times among the first records say no zone. */
async function hasZonelessTimes(file: ImportFile, options: Parameters<typeof readExport>[1]): Promise<boolean> {
  let seen = 0;
  for await (const { reject } of readExport(file, { ...options, zone: undefined })) {
    if (reject?.reason === NO_ZONE) return true;
    seen += 1;
    if (seen >= LOOKED_AT) break;
  }
  return false;
}

/**
 * What would be taken, as it would be taken, from the beginning of a file. Times without a zone are shown as if they were
 * of UTC, until the zone is said.
 * @throws Unreadable as readingOf
 */
export async function previewExport(file: ImportFile, given: Given): Promise<Preview> {
  const reading = await readingOf(file, given);
  const { format, mapping } = reading;
  const preview: Preview = { ...reading, records: [], rejects: [] };
  const options = { format, mapping, filename: given.filename, zone: given.zone ?? "UTC" };
  for await (const { record, reject } of readExport(file, options)) {
    if (record) preview.records.push(record);
    else preview.rejects.push(reject);
    if (preview.records.length + preview.rejects.length >= SHOWN) break;
  }
  return preview;
}
