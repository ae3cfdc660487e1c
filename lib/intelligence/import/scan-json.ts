import { MOST_DEPTH, MOST_RECORD_BYTES, Unreadable } from "./record";

/*
 * Finds the records of a JSON file by their brackets alone, so that one that is not JSON spoils none of the others: the
 * parsers for streams that there are stop at the first wrong byte, and messengers write such bytes. Whatever stands
 * outside the records (names and ids of chats) is told as it comes; memory holds one record at a time.
 */
export type Scanned =
  | { kind: "open"; depth: number; key: string }
  | { kind: "value"; depth: number; key: string; value: unknown }
  | { kind: "record"; depth: number; bytes: Buffer; cut: boolean };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const COMMA = 0x2c;
const COLON = 0x3a;
/** Longest text outside of records that is told. */
const MOST_VALUE = 64 * 1024;

interface ScanOptions {
  /** Whether the elements of an array of this key at this depth are records; the root's key is "". */
  isRecords: (key: string, depth: number) => boolean;
}

class JsonScanner {
  /** For each open container: its key, whether it is an array, and whether its elements are records. */
  readonly #stack: { key: string; array: boolean; records: boolean }[] = [];
  #inString = false;
  #escaped = false;
  #key = "";
  /** Of a text or a bare word outside of records. */
  #token: Buffer[] | undefined;
  #tokenBytes = 0;
  #bare = false;
  /** Of the record that is open: its parts so far, and how deep we are in it. */
  #parts: Buffer[] | undefined;
  #partBytes = 0;
  #inner = 0;

  constructor(private readonly options: ScanOptions) {}

  /** What a chunk completes. */
  *push(chunk: Buffer): Generator<Scanned> {
    let from = 0;
    const end = chunk.length;
    for (let at = 0; at < end; at += 1) {
      const byte = chunk[at]!;
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === BACKSLASH) this.#escaped = true;
        else if (byte === QUOTE) {
          this.#inString = false;
          if (!this.#parts) {
            this.#take(chunk.subarray(from, at + 1));
            const value = this.#text();
            // A text is a key when a colon follows; until then it is kept as one that may be.
            this.#pending = value;
          }
        }
        continue;
      }
      if (this.#parts) {
        if (byte === QUOTE) this.#inString = true;
        else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) this.#inner += 1;
        else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
          this.#inner -= 1;
          if (this.#inner > 0) continue;
          this.#part(chunk.subarray(from, at + 1));
          yield this.#record();
          from = at + 1;
        }
        continue;
      }
      switch (byte) {
        case QUOTE:
          this.#begin(false);
          from = at;
          this.#inString = true;
          break;
        case COLON:
          this.#key = typeof this.#pending === "string" ? this.#pending : "";
          this.#pending = undefined;
          break;
        case COMMA:
          yield* this.#value(chunk, from, at);
          break;
        case OPEN_OBJECT:
        case OPEN_ARRAY: {
          const above = this.#stack.at(-1);
          if (above?.records) {
            this.#parts = [];
            this.#partBytes = 0;
            this.#inner = 1;
            from = at;
            break;
          }
          if (this.#stack.length > MOST_DEPTH) throw new Unreadable("The file is nested too deep to be an export.");
          const array = byte === OPEN_ARRAY;
          const depth = this.#stack.length;
          this.#stack.push({ key: this.#key, array, records: array && this.options.isRecords(this.#key, depth) });
          yield { kind: "open", depth, key: this.#key };
          this.#key = "";
          break;
        }
        case CLOSE_OBJECT:
        case CLOSE_ARRAY:
          yield* this.#value(chunk, from, at);
          this.#stack.pop();
          break;
        default:
          if (byte > 0x20 && !this.#bare) {
            this.#begin(true);
            from = at;
          }
      }
    }
    if (this.#parts) this.#part(chunk.subarray(from));
    else if (this.#token) this.#take(chunk.subarray(from));
  }

  /** What is left when the file ends: the record it was cut off in, if it was. */
  end(): { cut: boolean; bytes: Buffer } {
    return { cut: this.#stack.length > 0 || this.#parts !== undefined, bytes: Buffer.concat(this.#parts ?? []) };
  }

  #pending: unknown;

  #begin(bare: boolean) {
    this.#token = [];
    this.#tokenBytes = 0;
    this.#bare = bare;
  }

  #take(bytes: Buffer) {
    if (this.#token && this.#tokenBytes < MOST_VALUE) this.#token.push(Buffer.from(bytes));
    this.#tokenBytes += bytes.length;
  }

  #text(): unknown {
    const bytes = Buffer.concat(this.#token ?? []);
    this.#token = undefined;
    this.#bare = false;
    try {
      return JSON.parse(bytes.toString("utf8")) as unknown;
    } catch {
      return bytes.toString("utf8").replace(/^"|"$/g, "").trim();
    }
  }

  /** A comma or a closing bracket ends what was said of a key. */
  *#value(chunk: Buffer, from: number, at: number): Generator<Scanned> {
    if (this.#bare) {
      this.#take(chunk.subarray(from, at));
      this.#pending = this.#text();
    }
    const above = this.#stack.at(-1);
    if (this.#pending !== undefined && above && !above.array)
      yield { kind: "value", depth: this.#stack.length - 1, key: this.#key, value: this.#pending };
    this.#pending = undefined;
    this.#key = "";
  }

  #part(bytes: Buffer) {
    // What is too long is cut: its brackets are still followed.
    if (this.#partBytes < MOST_RECORD_BYTES) this.#parts!.push(Buffer.from(bytes));
    this.#partBytes += bytes.length;
  }

  #record(): Scanned {
    const parts = this.#parts!;
    this.#parts = undefined;
    const bytes = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    return { kind: "record", depth: this.#stack.length, bytes, cut: this.#partBytes > MOST_RECORD_BYTES };
  }
}

/** Everything a file's scan finds, in order; `ended` hears how it ended. */
export async function* scanJson(
  stream: AsyncIterable<Uint8Array>,
  options: ScanOptions,
  ended?: (rest: { cut: boolean; bytes: Buffer }) => void,
): AsyncGenerator<Scanned> {
  const scanner = new JsonScanner(options);
  for await (const chunk of stream) yield* scanner.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
  ended?.(scanner.end());
}
