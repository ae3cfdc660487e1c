import { createHmac, type Hmac } from "node:crypto";
import { once } from "node:events";
import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { ReadableStream as WebStream } from "node:stream/web";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { Encrypter } from "age-encryption";
import { pack as tarPack, type Pack } from "tar-stream";
import { HEAD, TAIL, type Head, type Tail } from "./document";
import { recipientOf, type RingKey, sealingKeyOf } from "./keys";

const compress = promisify(gzip);

/**
 * Writes an archive: a tar of entries, sealed and encrypted to the key, as a stream of bytes. Every entry waits until the
 * one before it has been taken, so that no more than one is in memory.
 */
export class ArchiveWriter {
  private readonly pack: Pack = tarPack();
  private readonly seal: Hmac;
  private readonly given = new AbortController();
  /** The age file. Reading it is what makes the writer go on. */
  readonly bytes: Promise<Readable>;

  constructor(key: RingKey) {
    this.seal = createHmac("sha256", sealingKeyOf(key));
    this.bytes = this.encrypt(key);
  }

  private async encrypt(key: RingKey): Promise<Readable> {
    const encrypter = new Encrypter();
    encrypter.addRecipient(await recipientOf(key));
    const plain = WebStream.from(this.pack as unknown as AsyncIterable<Uint8Array>);
    return Readable.fromWeb((await encrypter.encrypt(plain as ReadableStream<Uint8Array>)) as WebStream<Uint8Array>);
  }

  head = (head: Head) => this.whole(HEAD, Buffer.from(JSON.stringify(head)));

  /** The last entry; its seal covers all before. */
  async end(tail: Omit<Tail, "seal">): Promise<void> {
    await this.whole(
      TAIL,
      Buffer.from(JSON.stringify({ ...tail, seal: this.seal.digest("hex") } satisfies Tail)),
      false,
    );
    this.pack.finalize();
  }

  /** An entry of bytes that are at hand. */
  async whole(name: string, bytes: Buffer, sealed = true): Promise<void> {
    await this.entry(name, bytes.length, [bytes], sealed);
  }

  compressed = async (name: string, bytes: Buffer) => this.whole(name, await compress(bytes));

  /** An entry of exactly `size` bytes. */
  async entry(name: string, size: number, chunks: AsyncIterable<Buffer> | Iterable<Buffer>, sealed = true) {
    if (sealed) this.seal.update(`${name}\n${size}\n`);
    const sink = this.pack.entry({ name, size, mode: 0o600 });
    const ended = finished(sink, { readable: false });
    ended.catch(() => undefined);
    for await (const chunk of chunks) {
      this.given.signal.throwIfAborted();
      if (sealed) this.seal.update(chunk);
      if (!sink.write(chunk)) await once(sink, "drain", { signal: this.given.signal }).catch(this.asReason);
    }
    sink.end(undefined);
    await ended.catch(this.asReason);
  }

  /** Ends the stream with an error: what was written of it is no backup. Whoever writes an entry hears it, too. */
  abort = (error: Error) => {
    this.given.abort(error);
    this.pack.destroy(error);
  };

  private asReason = (error: unknown) => {
    throw this.given.signal.aborted ? this.given.signal.reason : error;
  };
}
