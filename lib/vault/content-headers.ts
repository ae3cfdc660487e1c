import { isPreviewable, isText } from "./file-kinds";

/** Nothing in a file may run, load or be framed by another site. */
const INERT = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'";

/**
 * The headers of a file's content. Everything is a download unless `inline` is asked for and the type is one that a
 * browser shows without running it. Texts of every kind are shown as plain text.
 */
export function contentHeaders(
  file: { filename: string; mediaType: string; size: number },
  inline: boolean,
): Record<string, string> {
  const shown = inline && isPreviewable(file.mediaType);
  const type = isText(file.mediaType) ? `${shown ? "text/plain" : file.mediaType}; charset=utf-8` : file.mediaType;
  return {
    "content-type": type,
    "content-length": String(file.size),
    "content-disposition": contentDisposition(shown ? "inline" : "attachment", file.filename),
    "content-security-policy": `sandbox; ${INERT}`,
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "cache-control": "private, no-store",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
  };
}

/** RFC 6266, with the name in ASCII for old readers and encoded by RFC 5987 for the others. */
export function contentDisposition(kind: "inline" | "attachment", filename: string): string {
  const ascii = filename
    .normalize("NFKD")
    .replace(/[^\x20-\x7e]/g, "_")
    .replace(/["\\%]/g, "_");
  const encoded = encodeURIComponent(filename).replace(
    /['()*!]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
