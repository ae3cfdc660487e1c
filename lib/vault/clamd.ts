import { connect, type Socket } from "node:net";

/** clamd did not say that a file is clean, nor what is in it: whatever it was, the file is not taken. */
class ScannerAway extends Error {}

const CONNECT_MS = 5_000;
/** Between one sign of clamd and the next: unpacking an archive takes it a while. */
const SILENCE_MS = 120_000;
const PING_MS = 2_000;
const MOST_ANSWER = 4_096;
const END = Buffer.alloc(4);

/** Where the scanner is: `tcp://host:3310` or `unix:/run/clamav/clamd.ctl`; undefined: files are not scanned. */
const scannerAddress = () => process.env.CLAMD_URL?.trim() || undefined;

export type ScannerStanding = "off" | "ready" | "away";

/** Whether the scanner answers. */
export async function scannerStanding(): Promise<ScannerStanding> {
  const address = scannerAddress();
  if (!address) return "off";
  try {
    const connection = await Connection.open(address, PING_MS);
    await connection.write(Buffer.from("zPING\0"));
    return (await connection.answer()) === "PONG" ? "ready" : "away";
  } catch {
    return "away";
  }
}

/**
 * One file on its way through clamd, while it is stored. Only a plain "OK" is clean; everything else, silence included,
 * is ScannerAway.
 */
export class Scan {
  private constructor(private readonly connection: Connection) {}

  /** Undefined where no scanner is set. */
  static async begin(): Promise<Scan | undefined> {
    const address = scannerAddress();
    if (!address) return undefined;
    const connection = await Connection.open(address, SILENCE_MS);
    await connection.write(Buffer.from("zINSTREAM\0"));
    return new Scan(connection);
  }

  async push(chunk: Uint8Array): Promise<void> {
    if (chunk.length === 0) return; // would end the stream
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.length);
    await this.connection.write(length);
    await this.connection.write(chunk);
  }

  /** The name of what was found; undefined: the file is clean. */
  async end(): Promise<string | undefined> {
    await this.connection.write(END);
    const answer = await this.connection.answer();
    if (answer === "stream: OK") return undefined;
    const [, found] = /^stream: (.+) FOUND$/s.exec(answer) ?? [];
    if (found) return found;
    throw new ScannerAway(`clamd answers "${answer.slice(0, 200)}"`);
  }

  close(): void {
    this.connection.close();
  }
}

/** A connection that fails once and for all: what is asked of it afterwards fails with the same. */
class Connection {
  private readonly chunks: Buffer[] = [];
  private failure: Error | undefined;
  private ended = false;
  private wake: (() => void) | undefined;

  private constructor(private readonly socket: Socket) {
    socket.on("data", (chunk: Buffer) => {
      this.chunks.push(chunk);
      if (this.chunks.reduce((sum, { length }) => sum + length, 0) > MOST_ANSWER)
        this.fail(new Error("it says too much"));
      this.wake?.();
    });
    socket.on("end", () => ((this.ended = true), this.wake?.()));
    socket.on("close", () => ((this.ended = true), this.wake?.()));
    socket.on("error", (error) => this.fail(error));
    socket.on("timeout", () => this.fail(new Error("it is silent")));
    socket.on("drain", () => this.wake?.());
  }

  static async open(address: string, silenceMs: number): Promise<Connection> {
    const { protocol, hostname, port, pathname } = new URL(address);
    const host = hostname.replace(/^\[|\]$/g, "");
    const socket = protocol === "unix:" ? connect(decodeURI(pathname)) : connect(Number(port || 3310), host);
    const connection = new Connection(socket);
    socket.setTimeout(Math.min(CONNECT_MS, silenceMs));
    await new Promise<void>((resolve) => {
      socket.once("connect", resolve);
      connection.wake = resolve;
    });
    connection.check();
    socket.setTimeout(silenceMs);
    return connection;
  }

  /** Resolves when there is room for more. */
  async write(bytes: Uint8Array): Promise<void> {
    this.check();
    // An answer before the end is a refusal; it is read at the end.
    if (this.ended || this.chunks.length > 0 || this.socket.write(bytes)) return;
    await this.until(() => !this.socket.writableNeedDrain || this.ended || this.chunks.length > 0);
  }

  /** What it says, up to the zero byte that ends it. */
  async answer(): Promise<string> {
    const said = () => Buffer.concat(this.chunks).toString();
    await this.until(() => this.ended || said().includes("\0"));
    this.close();
    if (!said().includes("\0")) throw new ScannerAway("clamd went away in the middle");
    return said().slice(0, said().indexOf("\0"));
  }

  close(): void {
    this.socket.destroy();
  }

  private async until(is: () => boolean): Promise<void> {
    while (!is()) {
      this.check();
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
    // What it said counts, even if the connection broke after it.
    if (this.chunks.length === 0) this.check();
  }

  private check(): void {
    if (this.failure) throw new ScannerAway(`clamd: ${this.failure.message}`);
  }

  private fail(error: Error): void {
    this.failure ??= error;
    this.socket.destroy();
    this.wake?.();
  }
}
