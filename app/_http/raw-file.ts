import { Fault, invalidField } from "@/lib/kernel/fault";

/**
 * A file sent as the raw body, unread: its name percent-encoded in `X-Filename`.
 * @throws Fault invalid without a name, malformed when it is not percent-encoded
 */
export function rawFile(request: Request) {
  return {
    filename: filenameOf(request.headers.get("x-filename")),
    declaredType: request.headers.get("content-type") ?? undefined,
    ...rawBody(request),
    signal: request.signal,
  };
}

/** The raw body of a request, unread, whatever it is called. */
export function rawBody(request: Request) {
  const length = request.headers.get("content-length");
  return {
    announcedSize: length === null ? undefined : Number(length),
    stream: (request.body as AsyncIterable<Uint8Array> | null) ?? nothing(),
  };
}

/**
 * Where the address says that the file goes.
 * @throws Fault malformed when it says nothing, or no ids
 */
export function placeOfFile(url: string) {
  const query = new URL(url).searchParams;
  const idIn = (name: string) => {
    const digits = query.get(name);
    if (digits === null) return undefined;
    if (/^[1-9]\d{0,9}$/.test(digits)) return Number(digits);
    throw new Fault("malformed", `${name} should be an id.`);
  };
  const place = {
    productId: idIn("product_id"),
    responseId: idIn("response_id"),
    organizationId: idIn("organization_id"),
    replacesId: idIn("replaces_id"),
  };
  if (Object.values(place).some((value) => value !== undefined)) return place;
  throw new Fault("malformed", "product_id, response_id, organization_id or replaces_id is required in the address.");
}

function filenameOf(encoded: string | null): string {
  if (!encoded) throw invalidField("X-Filename", "is required: the file's name, percent-encoded");
  try {
    return decodeURIComponent(encoded.slice(0, 4_000));
  } catch {
    throw new Fault("malformed", "X-Filename should be percent-encoded.");
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
