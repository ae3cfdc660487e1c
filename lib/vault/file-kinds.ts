/** What the vault takes. Nothing a browser would run: no HTML, no SVG, no archives, no documents with macros. */
export type FileKind =
  | "application/pdf"
  | "image/png"
  | "image/jpeg"
  | "image/gif"
  | "image/webp"
  | "text/plain"
  | "text/markdown"
  | "text/csv"
  | "application/json"
  | "application/x-ndjson"
  | "application/zip"
  | "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
  | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
  | "application/vnd.openxmlformats-officedocument.presentationml.presentation";

const office = "application/vnd.openxmlformats-officedocument";

/** Media type by extension, in lower case without the dot. XML and configuration are kept and served as plain text. */
export const kindByExtension: Record<string, FileKind> = {
  pdf: "application/pdf",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  txt: "text/plain",
  log: "text/plain",
  xml: "text/plain",
  yml: "text/plain",
  yaml: "text/plain",
  md: "text/markdown",
  csv: "text/csv",
  json: "application/json",
  sarif: "application/json",
  docx: `${office}.wordprocessingml.document`,
  xlsx: `${office}.spreadsheetml.sheet`,
  pptx: `${office}.presentationml.presentation`,
};

/** The extension a file gets that came without one. */
export const extensionOfKind: Record<FileKind, string> = {
  "application/pdf": "pdf",
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/gif": "gif",
  "image/webp": "webp",
  "text/plain": "txt",
  "text/markdown": "md",
  "text/csv": "csv",
  "application/json": "json",
  "application/x-ndjson": "jsonl",
  "application/zip": "zip",
  [`${office}.wordprocessingml.document`]: "docx",
  [`${office}.spreadsheetml.sheet`]: "xlsx",
  [`${office}.presentationml.presentation`]: "pptx",
} as Record<FileKind, string>;

export const isText = (kind: string) => kind.startsWith("text/") || kind === "application/json";
export const isImage = (kind: string) => kind.startsWith("image/");
export const isOffice = (kind: string) => kind.startsWith(office);

/** Whether a browser may show it in place: images, PDF and plain text. */
export const isPreviewable = (kind: string) => isImage(kind) || isText(kind) || kind === "application/pdf";

/** For `accept` of a file input. */
export const acceptedExtensions = Object.keys(kindByExtension)
  .map((extension) => `.${extension}`)
  .join(",");

/** For people. */
export const acceptedInWords =
  "PDF, PNG, JPEG, GIF, WebP, Word, Excel, PowerPoint, or text (txt, log, md, csv, json, xml, yaml)";
