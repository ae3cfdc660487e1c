import { config } from "@/lib/kernel/config";
import { TextResponse } from "./text-response";

/** Nothing an answer of ours says may run, be framed, guessed at or read by another site. */
const guards: [string, string][] = [
  ["x-content-type-options", "nosniff"],
  ["content-security-policy", "default-src 'none'; frame-ancestors 'none'"],
  ["cross-origin-resource-policy", "same-origin"],
  ["referrer-policy", "no-referrer"],
  // Whoever is behind a call, its answer is nobody else's.
  ["cache-control", "private, no-store"],
];

const TWO_YEARS = 63_072_000;
let transport: string | undefined;
/** Only a public address with TLS may promise it. */
const strictTransport = () =>
  (transport ??= config().authUrl.startsWith("https:") ? `max-age=${TWO_YEARS}; includeSubDomains` : "");

/** An answer of JSON text. */
export const jsonText = (text: string, status = 200, headers?: Record<string, string>): Response =>
  new TextResponse(text, { status, headers: { "content-type": "application/json", ...headers } });

/** A JSON answer of a hand-written handler. */
export const respondJson = (body: unknown, status = 200, headers?: Record<string, string>) =>
  jsonText(JSON.stringify(body), status, headers);

/** Adds what every answer carries: the request's id, the guards that it has not set itself, and further headers. */
export function complete(response: Response, requestId: string, further?: Record<string, string>): Response {
  const { headers } = response;
  for (const [name, value] of guards) if (!headers.has(name)) headers.set(name, value);
  if (strictTransport()) headers.set("strict-transport-security", strictTransport());
  for (const name in further) headers.set(name, further[name]!);
  headers.set("x-request-id", requestId);
  return response;
}
