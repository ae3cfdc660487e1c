import type { IncomingMessage, ServerResponse } from "node:http";

/** What the front knows of a request before anyone reads it. */
export type Arrival = { origin: string; path: string; address: string; requestId: string };

/** Set by the front alone; whatever a client sends under these names is dropped. */
const INTERNAL = new Set(["x-forwarded-for", "x-request-id"]);

/**
 * A Request over Node's message that makes each part when it is first asked for: building a complete one costs more
 * than a small call does. Reading the body as text or JSON takes it from the socket without a stream between.
 */
class FrontRequest {
  readonly #incoming: IncomingMessage;
  readonly #outgoing: ServerResponse;
  readonly #arrival: Arrival;
  #headers?: Headers;
  #body?: ReadableStream<Uint8Array> | null;
  #whole?: Request;
  #abort?: AbortController;
  #used = false;

  constructor(incoming: IncomingMessage, outgoing: ServerResponse, arrival: Arrival) {
    this.#incoming = incoming;
    this.#outgoing = outgoing;
    this.#arrival = arrival;
  }

  get method() {
    return this.#incoming.method ?? "GET";
  }
  get url() {
    return this.#arrival.origin + this.#arrival.path;
  }
  get headers(): Headers {
    return (this.#headers ??= readHeaders(this.#incoming, this.#arrival));
  }
  get bodyUsed() {
    return this.#used || (this.#whole?.bodyUsed ?? false);
  }

  /** Aborts when the client goes away before it has its answer. */
  get signal(): AbortSignal {
    if (!this.#abort) {
      const abort = (this.#abort = new AbortController());
      const outgoing = this.#outgoing;
      const onClose = () => void (outgoing.writableFinished || abort.abort());
      if (outgoing.closed) onClose();
      else outgoing.once("close", onClose);
    }
    return this.#abort.signal;
  }

  get body(): ReadableStream<Uint8Array> | null {
    if (this.#body === undefined) this.#body = hasBody(this.#incoming) ? streamOf(this.#incoming) : null;
    return this.#body;
  }

  async text(): Promise<string> {
    return (await this.#read()).toString("utf8");
  }
  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }
  async arrayBuffer(): Promise<ArrayBuffer> {
    return new Uint8Array(await this.#read()).buffer;
  }
  async bytes(): Promise<Uint8Array> {
    return new Uint8Array(await this.#read());
  }
  blob() {
    return this.#complete().blob();
  }
  formData() {
    return this.#complete().formData();
  }
  clone() {
    return this.#complete().clone();
  }

  get cache() {
    return this.#complete().cache;
  }
  get credentials() {
    return this.#complete().credentials;
  }
  get destination() {
    return this.#complete().destination;
  }
  get integrity() {
    return this.#complete().integrity;
  }
  get keepalive() {
    return this.#complete().keepalive;
  }
  get mode() {
    return this.#complete().mode;
  }
  get redirect() {
    return this.#complete().redirect;
  }
  get referrer() {
    return this.#complete().referrer;
  }
  get referrerPolicy() {
    return this.#complete().referrerPolicy;
  }

  async #read(): Promise<Buffer> {
    if (this.#body !== undefined || this.#whole) return Buffer.from(await this.#complete().arrayBuffer());
    if (this.#used) throw new TypeError("Body is unusable: Body has already been read");
    this.#used = true;
    const chunks: Buffer[] = [];
    for await (const chunk of this.#incoming) chunks.push(chunk as Buffer);
    return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
  }

  #complete(): Request {
    if (this.#used) throw new TypeError("Body is unusable: Body has already been read");
    const { body } = this;
    this.#whole ??= new Request(this.url, {
      method: this.method,
      headers: this.headers,
      signal: this.signal,
      ...(body ? { body, duplex: "half" } : {}),
    } as RequestInit);
    return this.#whole;
  }
}
Object.setPrototypeOf(FrontRequest.prototype, Request.prototype);

/** The request as handlers expect it. Node's message must not be read by anyone else. */
export function toRequest(incoming: IncomingMessage, outgoing: ServerResponse, arrival: Arrival): Request {
  return new FrontRequest(incoming, outgoing, arrival) as unknown as Request;
}

function readHeaders(incoming: IncomingMessage, { address, requestId }: Arrival): Headers {
  const headers = new Headers();
  const raw = incoming.rawHeaders;
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at]!.toLowerCase();
    if (!INTERNAL.has(name)) headers.append(name, raw[at + 1]!);
  }
  headers.append("x-forwarded-for", address);
  headers.append("x-request-id", requestId);
  return headers;
}

const hasBody = ({ headers }: IncomingMessage) =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;

/** Reads from the socket only when asked to, so a slow reader slows the sender. */
function streamOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  // A reader that stops early still wants to answer, so it must not tear the socket down.
  const chunks = incoming.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await chunks.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
