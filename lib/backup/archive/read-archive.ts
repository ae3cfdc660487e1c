import { createHmac, timingSafeEqual } from "node:crypto";
import { Readable } from "node:stream";
import { ReadableStream as WebStream } from "node:stream/web";
import { Decrypter } from "age-encryption";
import { extract } from "tar-stream";
import type { z } from "zod";
import { Fault } from "@/lib/kernel/fault";
import { FORMAT, HEAD, headSchema, placeOf, type Head, type Place, type Tail, tailSchema } from "./document";
import { fingerprintOf, identityOf, type RingKey, sealingKeyOf } from "./keys";

/** What an archive holds, as it comes by. `content` is read to its end before the next one comes. */
export type Entry = Exclude<Place, { kind: "head" | "tail" }> & { size: number; content: AsyncIterable<Buffer> };

const MOST_JSON = 16 * 1024 * 1024;
const INTRODUCTION = "age-encryption.org/v1\n";

const damaged = (what: string) => new Fault("invalid", `The backup is damaged: ${what}. It was not used.`);

/**
 * Reads an archive from its first byte to its last. Every chunk is authenticated before it is handed out; that the whole
 * is what was written is known when `on.tail` is called, after everything else.
 * @throws Fault invalid in words of what is wrong with it: no backup, damaged, cut off, another key, of a newer version
 */
export async function readArchive(
  source: AsyncIterable<Uint8Array>,
  ring: readonly RingKey[],
  on: {
    head: (head: Head) => Promise<void> | void;
    entry: (entry: Entry) => Promise<void>;
    tail: (tail: Tail) => Promise<void> | void;
  },
): Promise<void> {
  const plain = await decrypt(source, ring);
  const entries = extract();
  const feeding = feed(plain, entries);
  feeding.catch(() => undefined);
  let head: Head | undefined;
  let tail: Tail | undefined;
  let seal;
  try {
    for await (const entry of entries) {
      const { name, size = 0 } = entry.header;
      const content = entry as unknown as AsyncIterable<Buffer>;
      const place = placeOf(name);
      if (!place || tail || (place.kind === "head") === (head !== undefined))
        throw damaged(`it has no place for ${name}`);
      if (place.kind === "head") {
        const text = await textOf(content);
        head = parse(headSchema, text, HEAD);
        const key = keyOf(head, ring);
        seal = createHmac("sha256", sealingKeyOf(key)).update(`${name}\n${size}\n`).update(text);
        await on.head(head);
      } else if (place.kind === "tail") {
        tail = parse(tailSchema, await textOf(content), name);
        if (!timingSafeEqual(seal!.digest(), Buffer.from(tail.seal, "hex")))
          throw damaged("its seal is not of this key");
      } else {
        const covering = seal!.update(`${name}\n${size}\n`);
        let read = 0;
        const sealed = (async function* () {
          for await (const chunk of content) {
            covering.update(chunk);
            read += chunk.length;
            yield chunk;
          }
        })();
        await on.entry({ ...place, size, content: sealed } as Entry);
        for await (const chunk of sealed) void chunk;
        if (read !== size) throw damaged(`${name} is cut off`);
      }
    }
    await feeding;
  } catch (error) {
    entries.destroy();
    // What ended the stream is the reason, wherever it came to light.
    const cause = await feeding.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    throw explain(error instanceof Fault ? error : (cause ?? error));
  }
  if (!head || !tail) throw damaged("it has no end");
  await on.tail(tail);
}

async function decrypt(source: AsyncIterable<Uint8Array>, ring: readonly RingKey[]) {
  const decrypter = new Decrypter();
  for (const key of ring) decrypter.addIdentity(identityOf(key));
  let lost: unknown;
  const watched = async function* () {
    try {
      yield* introduced(source);
    } catch (error) {
      lost = error;
      throw error;
    }
  };
  try {
    const bytes = WebStream.from(watched()) as ReadableStream<Uint8Array>;
    return Readable.fromWeb((await decrypter.decrypt(bytes)) as WebStream<Uint8Array>);
  } catch (error) {
    // What the header's readers say of one that was changed is of many kinds; what the source says is not about it.
    const said = lost ?? explain(error);
    throw lost === undefined && !(said instanceof Fault) ? damaged("its header is changed or cut off") : said;
  }
}

/** Passes on what begins as an age file does, and nothing else: a header without an end would be read into memory. */
async function* introduced(source: AsyncIterable<Uint8Array>) {
  let start = Buffer.alloc(0);
  let begun = false;
  for await (const chunk of source) {
    if (begun) {
      yield chunk;
      continue;
    }
    start = Buffer.concat([start, chunk]);
    if (start.length < INTRODUCTION.length) continue;
    if (start.toString("latin1", 0, INTRODUCTION.length) !== INTRODUCTION)
      throw new Fault("invalid", "This is not a backup: it does not begin as one, or its beginning is damaged.");
    begun = true;
    yield start;
  }
  if (!begun) throw new Fault("invalid", "This is not a backup: it is empty or cut off at its beginning.");
}

async function feed(plain: Readable, entries: ReturnType<typeof extract>) {
  try {
    for await (const chunk of plain) {
      if (entries.destroyed) return;
      if (!entries.write(chunk)) await taken(entries);
    }
    entries.end(undefined);
  } catch (error) {
    entries.destroy(error as Error);
    throw error;
  } finally {
    plain.destroy();
  }
}

const taken = (entries: ReturnType<typeof extract>) =>
  new Promise<void>((resolve) => {
    const done = () => {
      entries.off("drain", done).off("close", done);
      resolve();
    };
    entries.on("drain", done).on("close", done);
  });

async function textOf(entry: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of entry) {
    size += chunk.length;
    if (size > MOST_JSON) throw damaged("its description is too long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parse<Schema extends z.ZodType>(schema: Schema, text: Buffer, name: string): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text.toString("utf8"));
  } catch {
    throw damaged(`${name} cannot be read`);
  }
  const format = (value as { format?: number }).format;
  if (name === HEAD && format !== FORMAT)
    throw new Fault("invalid", `The backup has format ${format}, this version reads ${FORMAT}. Upgrade first.`);
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw damaged(`${name} is not what it should be`);
  return parsed.data;
}

function keyOf(head: Head, ring: readonly RingKey[]): RingKey {
  const key = ring.find((each) => fingerprintOf(each) === head.key.fingerprint);
  if (!key) throw damaged("it was not sealed with a key of SECURESPHERE_ENCRYPTION_KEYS");
  return key;
}

/** The libraries' errors in our words; anything else as it is. */
function explain(error: unknown): unknown {
  if (error instanceof Fault || !(error instanceof Error)) return error;
  const { message } = error;
  if (/no identity matched/.test(message))
    return new Fault(
      "invalid",
      "The backup does not open with any key of SECURESPHERE_ENCRYPTION_KEYS: it was made with another, or its beginning is damaged. It was not used.",
    );
  if (/invalid (header|stanza|version|non-ASCII|X25519)|stream ended before/.test(message))
    return damaged("its header is changed or cut off");
  if (
    /invalid tag|final chunk|ciphertext|poly1305|expected at least|Unexpected end of data|Premature|aes\/poly/i.test(
      message,
    )
  )
    return damaged("a part of it was changed, or its end is cut off");
  if (/tar|header/i.test(message)) return damaged("it is not the archive it should be");
  return error;
}
