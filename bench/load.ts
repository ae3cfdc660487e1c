import { connect } from "node:net";

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
  requests: { method: string; path: string; headers: Record<string, string>; body?: string }[];
}

export interface LoadResult {
  requests: number;
  seconds: number;
  /** Milliseconds. */
  p50: number;
  p95: number;
  p99: number;
  /** How many answers had which status. */
  statuses: Record<string, number>;
}

function render({ method, path, headers, body }: LoadPlan["requests"][number]): Buffer {
  const lines = [
    `${method} ${path} HTTP/1.1`,
    "host: bench",
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  if (body !== undefined) lines.push(`content-length: ${Buffer.byteLength(body)}`);
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${body ?? ""}`);
}

const END_OF_HEAD = "\r\n\r\n";
const END_OF_CHUNKS = "0\r\n\r\n";
const LENGTH = "content-length: ";

/** Reads one answer after another from a connection. */
class Reader {
  /** What came of a head that is not whole yet; of a chunked body, its end. */
  #kept = "";
  /** Bytes of the body still to come; undefined while the head is read, Infinity for a chunked one. */
  #left: number | undefined;
  status = 0;

  /** Takes bytes, which are gone afterwards; true when an answer is complete. */
  take(bytes: Buffer): boolean {
    let body = bytes.length;
    if (this.#left === undefined) {
      const found = bytes.indexOf(END_OF_HEAD);
      const head = this.#kept + bytes.toString("latin1", 0, this.#kept || found < 0 ? bytes.length : found + 4);
      const end = head.indexOf(END_OF_HEAD);
      if (end < 0) {
        this.#kept = head;
        return false;
      }
      body = bytes.length - (end + 4 - this.#kept.length);
      this.#kept = "";
      this.status = Number(head.slice(9, 12));
      const named = head.toLowerCase().indexOf(LENGTH);
      const chunked = named < 0 && head.toLowerCase().includes("transfer-encoding: chunked");
      this.#left = named < 0 ? (chunked ? Infinity : 0) : Number.parseInt(head.slice(named + LENGTH.length), 10);
    }
    if (this.#left === Infinity) {
      const tail = bytes.toString("latin1", bytes.length - Math.min(body, END_OF_CHUNKS.length));
      this.#kept = (this.#kept + tail).slice(-END_OF_CHUNKS.length);
      if (this.#kept !== END_OF_CHUNKS) return false;
    } else if ((this.#left -= body) > 0) return false;
    this.#kept = "";
    this.#left = undefined;
    return true;
  }
}

async function run(plan: LoadPlan): Promise<LoadResult> {
  const requests = plan.requests.map(render);
  const times: number[] = [];
  const statuses: Record<string, number> = {};
  let next = Math.floor(Math.random() * requests.length);
  const begun = performance.now();
  const end = begun + plan.seconds * 1000;
  const buffer = Buffer.alloc(64 * 1024);

  const work = () =>
    new Promise<void>((resolve, reject) => {
      const reader = new Reader();
      let sent = 0;
      const send = () => {
        sent = performance.now();
        socket.write(requests[next++ % requests.length]!);
      };
      const take = (count: number) => {
        if (!reader.take(buffer.subarray(0, count))) return true;
        const now = performance.now();
        times.push(now - sent);
        statuses[reader.status] = (statuses[reader.status] ?? 0) + 1;
        if (now < end) send();
        else {
          resolve();
          socket.end();
        }
        return true;
      };
      const socket = connect({
        port: plan.port,
        host: "127.0.0.1",
        noDelay: true,
        onread: { buffer, callback: take },
      });
      socket.on("error", reject);
      socket.on("close", () => reject(new Error("The server closed a connection."))); // after resolve: nothing
      socket.on("connect", send);
    });
  await Promise.all(Array.from({ length: plan.connections }, work));
  const seconds = (performance.now() - begun) / 1000;
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? NaN;
  return { requests: times.length, seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99), statuses };
}

process.on("message", (plan: LoadPlan) => {
  void run(plan).then((result) => {
    process.send!(result);
    process.disconnect();
  });
});
