import { connect, type Socket } from "node:net";

/*
 * The load: a process of its own that keeps a number of HTTP/1.1 connections busy, each with one request at a time, for a
 * number of seconds. It does as little as possible itself, since it shares the machine with what it measures: requests
 * are rendered beforehand, of the answers only status and length are read.
 */

/** What one process is asked to do. Requests are used in turn, starting anywhere. */
export interface LoadPlan {
  port: number;
  connections: number;
  seconds: number;
  /** Requests before measuring starts. */
  warmUp: number;
  requests: { method: string; path: string; headers: Record<string, string>; body?: string }[];
}

export interface LoadResult {
  requests: number;
  seconds: number;
  /** Milliseconds. */
  p50: number;
  p95: number;
  p99: number;
  max: number;
  /** How many answers had which status. */
  statuses: Record<string, number>;
}

type Rendered = Buffer;

function render({ method, path, headers, body }: LoadPlan["requests"][number]): Rendered {
  const lines = [
    `${method} ${path} HTTP/1.1`,
    "host: bench",
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  if (body !== undefined) lines.push(`content-length: ${Buffer.byteLength(body)}`);
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${body ?? ""}`);
}

/** Reads one answer after another from a connection. */
class Reader {
  #head = "";
  #left = -1;
  #chunked = false;
  status = 0;

  /** Takes bytes; true when an answer is complete. */
  take(chunk: Buffer): boolean {
    let at = 0;
    if (this.#left < 0 && !this.#chunked) {
      this.#head += chunk.toString("latin1");
      const end = this.#head.indexOf("\r\n\r\n");
      if (end < 0) return false;
      const head = this.#head.slice(0, end).toLowerCase();
      at = chunk.length - (this.#head.length - end - 4);
      this.#head = "";
      this.status = Number(head.slice(9, 12));
      const [, length] = /content-length: (\d+)/.exec(head) ?? [];
      this.#chunked = length === undefined && head.includes("transfer-encoding: chunked");
      this.#left = this.#chunked ? 0 : Number(length ?? 0);
    }
    if (this.#chunked) {
      if (!chunk.subarray(at).toString("latin1").endsWith("0\r\n\r\n")) return false;
      this.#chunked = false;
      this.#left = -1;
      return true;
    }
    this.#left -= chunk.length - at;
    if (this.#left > 0) return false;
    this.#left = -1;
    return true;
  }
}

async function run(plan: LoadPlan): Promise<LoadResult> {
  const requests = plan.requests.map(render);
  const times: number[] = [];
  const statuses: Record<string, number> = {};
  let next = Math.floor(Math.random() * requests.length);
  let left = plan.warmUp;
  let begun = left > 0 ? 0 : performance.now();
  let end = left > 0 ? Infinity : begun + plan.seconds * 1000;

  const work = (socket: Socket) =>
    new Promise<void>((resolve, reject) => {
      const reader = new Reader();
      let sent = 0;
      const send = () => {
        sent = performance.now();
        socket.write(requests[next++ % requests.length]!);
      };
      socket.on("data", (chunk) => {
        if (!reader.take(chunk)) return;
        const now = performance.now();
        if (left > 0) {
          if (--left === 0) {
            begun = now;
            end = now + plan.seconds * 1000;
          }
        } else {
          times.push(now - sent);
          statuses[reader.status] = (statuses[reader.status] ?? 0) + 1;
        }
        if (now < end) return send();
        socket.end();
        resolve();
      });
      socket.on("error", reject);
      socket.on("connect", send);
    });
  const sockets = Array.from({ length: plan.connections }, () =>
    connect({ port: plan.port, host: "127.0.0.1", noDelay: true }),
  );
  await Promise.all(sockets.map(work));
  const seconds = (performance.now() - begun) / 1000;
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? NaN;
  return { requests: times.length, seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1), statuses };
}

process.on("message", (plan: LoadPlan) => {
  void run(plan).then((result) => {
    process.send!(result);
    process.disconnect();
  });
});
