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

export interface Preview {
  format: ImportFormat;
  mapping: ImportMapping;
  columns: string[];
  missing: Missing[];
  records: ParsedRecord[];
  rejects: Reject[];
}

interface PreviewOptions {
  filename: string;
  format?: ImportFormat;
  mapping?: ImportMapping;
  zone?: string;
}

/**
 * What would be taken, as it would be taken, from the beginning of a file.
 * @throws Unreadable when the file is of no format that is read
 */
export async function previewExport(file: ImportFile, given: PreviewOptions): Promise<Preview> {
  const format = given.format ?? (await detectFormat(file, given.filename));
  if (!format) throw new Unreadable("The file is of no format that is read here. Choose the one it is.");
  const found = await readMapping(file, given.filename, format);
  const mapping = importMapping.parse({ ...found.mapping, ...given.mapping });
  const options = { format, filename: given.filename, mapping, zone: given.zone };
  const missing = new Set<Missing>();
  if ((format === "csv" || format === "jsonl") && !mapping.columns) missing.add("columns");
  if (format === "whatsapp") {
    if (!mapping.date_order) missing.add("date_order");
    if (!mapping.chat) missing.add("chat");
    if (!given.zone) missing.add("zone");
  }
  const preview: Preview = { format, mapping, columns: found.columns, missing: [], records: [], rejects: [] };
  // Times without a zone are shown as if they were of UTC, until the zone is said.
  let seen = 0;
  const zoneless = { ...options, zone: undefined };
  if (format !== "whatsapp" && !given.zone) {
    for await (const { reject } of readExport(file, zoneless)) {
      if (reject?.reason === NO_ZONE) missing.add("zone");
      seen += 1;
      if (seen >= LOOKED_AT || missing.has("zone")) break;
    }
  }
  for await (const { record, reject } of readExport(file, { ...options, zone: given.zone ?? "UTC" })) {
    if (record) preview.records.push(record);
    else preview.rejects.push(reject);
    if (preview.records.length + preview.rejects.length >= SHOWN) break;
  }
  return { ...preview, missing: [...missing] };
}
