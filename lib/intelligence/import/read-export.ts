import { readCsv } from "./csv";
import { readInstagram } from "./instagram";
import { readJsonLines } from "./json-lines";
import type { ImportMapping } from "./mapping-input";
import type { ImportFile, Parsed } from "./record";
import type { ImportFormat } from "./formats";
import { readTelegram } from "./telegram";
import { readWhatsApp } from "./whatsapp";

export interface ExportOptions {
  format: ImportFormat;
  filename: string;
  mapping: ImportMapping;
  /** Of times that say none. */
  zone?: string;
}

/** The records of an export, in the order of the file: each is taken or set aside with a reason, and none stops the rest. */
export function readExport(
  file: ImportFile,
  { format, filename, mapping, zone }: ExportOptions,
): AsyncGenerator<Parsed> {
  const dateOrder = mapping.date_order;
  switch (format) {
    case "telegram":
      return readTelegram(file, { zone });
    case "instagram":
      return readInstagram(file);
    case "whatsapp":
      return readWhatsApp(file, { zone, dateOrder: dateOrder ?? "dmy", chat: mapping.chat ?? filename });
    case "csv":
      return readCsv(file, { zone, mapping, filename });
    case "jsonl":
      return readJsonLines(file, { zone, mapping, filename });
  }
}
