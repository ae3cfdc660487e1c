import { isUtf8 } from "node:buffer";
import { Fault } from "@/lib/kernel/fault";
import { parseJsonObject } from "./json-text";

/** Most bytes of a body that is not an upload. */
const MOST_BYTES = 1024 * 1024;

const tooLarge = () => new Fault("too_large", "The body is larger than 1 MiB.");

/** Reads a small body as text, stopping where it is too large. */
async function readText(request: Request): Promise<string> {
  const { headers } = request;
  const encoding = headers.get("content-encoding");
  if (encoding !== null && encoding !== "identity") {
    throw new Fault("unsupported_media_type", "Send the body without a Content-Encoding.");
  }
  const charset = /charset="?([^\s";]+)/i.exec(headers.get("content-type") ?? "")?.[1];
  if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset)) {
    throw new Fault("unsupported_media_type", "Send the body in UTF-8.");
  }
  const bytes = await readBytes(request);
  if (!isUtf8(bytes)) throw new Fault("malformed", "The body is not UTF-8.");
  return bytes.toString("utf8");
}

async function readBytes(request: Request): Promise<Buffer> {
  const length = request.headers.get("content-length");
  if (Number(length) > MOST_BYTES) throw tooLarge();
  if (length !== null || !request.body) return Buffer.from(await request.arrayBuffer());
  // Without a length the body is counted as it comes.
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > MOST_BYTES) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** @throws Fault malformed when the body is not a JSON object, unsupported_media_type when it is not JSON at all */
export async function jsonBody(request: Request): Promise<Record<string, unknown>> {
  if (!isJson(mediaType(request))) throw new Fault("unsupported_media_type", "Send the body as application/json.");
  return parseJsonObject(await readText(request));
}

/** A form's fields; empty ones count as not given. */
export async function formBody(request: Request): Promise<Record<string, string>> {
  const text = await readText(request);
  if (text.length > 0 && !isWellEscaped(text)) throw new Fault("malformed", "The form is not percent-encoded UTF-8.");
  return fieldsOf(new URLSearchParams(text), "The form");
}

/** The parameters behind the question mark, each of which may be given once. */
export function queryOf(url: string): Record<string, string> {
  const at = url.indexOf("?");
  if (at < 0) return {};
  const text = url.slice(at + 1);
  if (!isWellEscaped(text)) throw new Fault("malformed", "The query is not percent-encoded UTF-8.");
  return fieldsOf(new URLSearchParams(text), "The query");
}

/** Texts by name, without the empty ones. */
function fieldsOf(entries: Iterable<[string, string]>, what: string): Record<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of entries) {
    if (fields.has(name)) throw new Fault("malformed", `${what} names ${name.slice(0, 100)} twice.`);
    fields.set(name, value);
  }
  for (const [name, value] of fields) if (value === "") fields.delete(name);
  return Object.fromEntries(fields);
}

/** Readers differ over a broken escape, so it is refused rather than guessed at. */
function isWellEscaped(text: string): boolean {
  if (!text.includes("%")) return true;
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

export const mediaType = (request: Request) =>
  (request.headers.get("content-type") ?? "").split(";")[0]!.trim().toLowerCase();

export const isJson = (type: string) => type === "application/json" || /^application\/[a-z0-9.-]+\+json$/.test(type);
