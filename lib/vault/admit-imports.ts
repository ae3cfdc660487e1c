import type { Admission } from "./detect-kind";
import type { FileKind } from "./file-kinds";
import { refusedContent, refusedKind } from "./refusals";
import { looksLikeMarkup } from "./text-check";

const kinds: Record<string, FileKind> = {
  json: "application/json",
  jsonl: "application/x-ndjson",
  ndjson: "application/x-ndjson",
  csv: "text/csv",
  tsv: "text/csv",
  txt: "text/plain",
  zip: "application/zip",
};

/**
 * Exports of messengers, and tables. They are kept as they came, damaged characters and all: what is wrong with them is
 * for their reader to say, record by record. They are never shown, only read.
 */
export const importAdmission: Admission = {
  named(extension) {
    const kind = kinds[extension];
    if (kind) return kind;
    if (/^(html?|xhtml)$/.test(extension))
      throw refusedKind("An export as web pages cannot be read here: make it again as JSON.");
    throw refusedKind("An import is a JSON, JSONL, CSV, TXT or ZIP file.");
  },
  detect(head, { extension }) {
    if (head.length === 0) throw refusedContent("The file is empty.");
    const isZip = Buffer.from(head.subarray(0, 4)).toString("latin1") === "PK\u0003\u0004";
    const named = extension ? kinds[extension] : undefined;
    if (isZip !== (named === "application/zip") && named)
      throw refusedKind(
        isZip
          ? "The content is a zip archive, which the name does not say."
          : "The name says archive, but the content is none.",
      );
    if (isZip) return Promise.resolve("application/zip");
    if (looksLikeMarkup(head)) throw refusedKind("An export as web pages cannot be read here: make it again as JSON.");
    // UTF-16 and anything that is no text has zeros; a control character that a messenger let through is none.
    if (head.filter((byte) => byte === 0).length > head.length / 100)
      throw refusedKind("The content is not UTF-8 text: save it as UTF-8.");
    return Promise.resolve(named ?? "text/plain");
  },
};
