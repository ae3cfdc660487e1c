import type { FileKind } from "./file-kinds";
import { refusedContent, refusedKind } from "./refusals";
import { listZip, readZipEntry, type PlainFile, type ZipEntry } from "./zip-directory";

/** The part that makes a document what it is, and how the list of types must call it. */
const mainPart: Partial<Record<string, { part: string; type: string }>> = {
  document: { part: "word/document.xml", type: "wordprocessingml.document.main+xml" },
  sheet: { part: "xl/workbook.xml", type: "spreadsheetml.sheet.main+xml" },
  presentation: { part: "ppt/presentation.xml", type: "presentationml.presentation.main+xml" },
};

const PARTS = 1024 * 1024;
const BEGINNING = 4096;

/**
 * Confirms that a zip is the Office document its name says, without macros. It is never unpacked and its XML never
 * parsed; only the list of its parts, and the beginnings that could define entities, are read.
 * @throws Fault unsupported_media_type or invalid
 */
export async function requireOfficeDocument(file: PlainFile, kind: FileKind): Promise<void> {
  const expected = mainPart[kind.slice(kind.lastIndexOf(".") + 1)]!;
  const entries = await listZip(file);
  const types = entries.find((entry) => entry.name === "[Content_Types].xml");
  if (!types) throw refusedKind("Archives are not accepted: send the files in them one by one.");
  const main = entries.find((entry) => entry.name === expected.part);
  const list = asText(await readZipEntry(file, types, PARTS));
  if (!main || !list.includes(expected.type)) throw refusedKind("The document is not what its name says.");
  const macros = entries.some((entry) => /(^|\/)(vbaProject\.bin|vbaData\.xml)$|^xl\/macrosheets\//i.test(entry.name));
  if (macros || /macroEnabled|vbaProject|macrosheet/i.test(list)) {
    throw refusedKind("Documents with macros are not accepted: save without macros.");
  }
  const relations = entries.find((entry) => entry.name === "_rels/.rels");
  for (const entry of [types, main, relations]) if (entry) await requireNoEntities(file, entry);
}

async function requireNoEntities(file: PlainFile, entry: ZipEntry) {
  if (/<!(DOCTYPE|ENTITY)/i.test(asText(await readZipEntry(file, entry, BEGINNING)))) {
    throw refusedContent("The document defines entities, which Office documents never do.");
  }
}

/** XML in UTF-8 or UTF-16, well enough to look for ASCII words in it. */
const asText = (bytes: Buffer) => bytes.toString("latin1").replaceAll("\0", "");
