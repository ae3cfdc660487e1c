import { Fault } from "@/lib/kernel/fault";

/** Most bytes of a body that is not an upload. */
const MOST_BYTES = 1024 * 1024;

const tooLarge = () => new Fault("too_large", "The body is larger than 1 MiB.");

/** Reads a small body as text, stopping where it is too large. */
async function readText(request: Request): Promise<string> {
  const length = request.headers.get("content-length");
  if (Number(length) > MOST_BYTES) throw tooLarge();
  if (length !== null || !request.body) return request.text();
  // Without a length the body is counted as it comes.
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > MOST_BYTES) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** @throws Fault malformed when the body is not a JSON object, unsupported_media_type when it is not JSON at all */
export async function jsonBody(request: Request): Promise<Record<string, unknown>> {
  if (!isJson(mediaType(request))) throw new Fault("unsupported_media_type", "Send the body as application/json.");
  const text = await readText(request);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Fault("malformed", "The body is not valid JSON.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Fault("malformed", "The body should be a JSON object.");
  }
  return value as Record<string, unknown>;
}

/** A form's fields; empty ones count as not given. */
export async function formBody(request: Request): Promise<Record<string, string>> {
  return fieldsOf(new URLSearchParams(await readText(request)));
}

export function fieldsOf(entries: Iterable<[string, unknown]>): Record<string, string> {
  const given = [...entries].filter(
    (entry): entry is [string, string] => typeof entry[1] === "string" && entry[1] !== "",
  );
  return Object.fromEntries(given);
}

export const mediaType = (request: Request) =>
  (request.headers.get("content-type") ?? "").split(";")[0]!.trim().toLowerCase();

export const isJson = (type: string) => type === "application/json" || /^application\/[a-z.-]+\+json$/.test(type);
