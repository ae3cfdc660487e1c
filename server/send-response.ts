import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setImmediate as nextTurn, setTimeout as delay } from "node:timers/promises";

/** How long a client whose answer is ready may go on sending before the connection is cut. */
const LINGER_MS = 2000;

/** Where a handler leaves the text that a Response was made of, so that it need not be read back from a stream. */
const TEXT = Symbol.for("securesphere.text");

/**
 * Writes a Response to Node's. A body that is one piece goes out with its length; a longer one as it comes, no faster
 * than the client takes it. Resolves when everything is handed to the socket or the client is gone.
 */
export async function sendResponse(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  response: Response,
  requestId: string,
): Promise<void> {
  const head = flatHeaders(response, requestId);
  const early = !incoming.complete;
  if (early) outgoing.shouldKeepAlive = false;
  const text = incoming.method === "HEAD" ? undefined : (response as { [TEXT]?: string })[TEXT];
  if (text !== undefined && !early) {
    if (!response.headers.has("content-length")) head.push("content-length", String(Buffer.byteLength(text)));
    outgoing.writeHead(response.status, head);
    outgoing.end(text);
    return;
  }
  if (!response.body || incoming.method === "HEAD") {
    void response.body?.cancel();
    outgoing.writeHead(response.status, head);
    outgoing.end();
    return;
  }

  const reader = response.body.getReader();
  // Whether the first piece is all shows at once for a body made from a string, and costs nobody a wait.
  const first = await reader.read();
  const rest = first.done ? undefined : reader.read();
  const second = rest && (await Promise.race([rest, nextTurn(undefined)]));
  if (!rest || second?.done) {
    const length = String(first.value?.byteLength ?? 0);
    if (!response.headers.has("content-length")) head.push("content-length", length);
    outgoing.writeHead(response.status, head);
    if (early) await linger(incoming, outgoing, first.value);
    outgoing.end(early ? undefined : first.value);
    return;
  }

  outgoing.writeHead(response.status, head);
  outgoing.once("close", () => void (outgoing.writableFinished || reader.cancel().catch(() => undefined)));
  outgoing.write(first.value);
  for (let piece = await rest; !piece.done; piece = await reader.read()) {
    if (outgoing.destroyed) return;
    if (!outgoing.write(piece.value)) await drained(outgoing);
  }
  outgoing.end();
}

function flatHeaders(response: Response, requestId: string): string[] {
  const head: string[] = [];
  for (const [name, value] of response.headers) head.push(name, value); // set-cookie comes once per cookie
  if (!response.headers.has("x-request-id")) head.push("x-request-id", requestId);
  return head;
}

/**
 * The answer came before the request was all sent, a file too large for instance. Closing now would reset the
 * connection, and the reset overtakes the answer: so the rest is read and dropped for a moment first.
 */
async function linger(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  body: Uint8Array | undefined,
): Promise<void> {
  if (body) outgoing.write(body);
  const patience = new AbortController();
  incoming.resume();
  await Promise.race([
    once(incoming, "end", { signal: patience.signal }),
    once(outgoing, "close", { signal: patience.signal }),
    delay(LINGER_MS, undefined, { signal: patience.signal }),
  ]).catch(() => undefined);
  patience.abort();
}

async function drained(outgoing: ServerResponse): Promise<void> {
  const either = new AbortController();
  const options = { signal: either.signal };
  await Promise.race([once(outgoing, "drain", options), once(outgoing, "close", options)]).catch(() => undefined);
  either.abort();
}
