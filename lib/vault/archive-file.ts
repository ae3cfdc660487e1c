import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createBrotliCompress, createBrotliDecompress } from "node:zlib";
import type { findDataKeys } from "@/db/queries/vault/data-keys";
import type { StagedBlob, StoredBlob } from "./blob-store";
import { openDataKey } from "./data-keys";
import { sealInto } from "./seal-into";
import { HEADER, openSealedFile, type FileIdentity } from "./sealed-file";
import { DamagedError, sealedSize } from "./segments";
import { blobStore } from "./store";

/*
 * Files of what left the database and may come back: JSON Lines, compressed and sealed. The first line, the head, says what
 * the file is and of what; what the others are is each archive's own. They stand there as the database wrote them, byte for
 * byte, so that their SHA-256 can be taken again.
 */

/** What archiving and restoring tell, and are told by, whoever waits for them. */
export interface Working {
  signal?: AbortSignal;
  /** `share`: 0 to 1. */
  progress?: (share: number, step: string) => void;
}

type DataKey = { id: number; key: Buffer };
type Chunks = AsyncIterable<Uint8Array>;

/** The lines as they are kept. One is much like the next: the window is as large as several of them. */
async function* compressed(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const brotli = createBrotliCompress({
    params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 22 },
  });
  const feeding = pipeline(Readable.from(lines), brotli);
  feeding.catch(() => undefined); // reading it throws the same
  yield* brotli as AsyncIterable<Uint8Array>;
  await feeding;
}

/**
 * The lines behind the head of a file, which must be this one (`what`: "of this round").
 * @throws DamagedError where it is not such a file
 */
export async function* readLines(chunks: Chunks, head: string, what: string): AsyncGenerator<string> {
  let first = true;
  for await (const line of linesOf(chunks)) {
    if (first && `${line}\n` !== head) throw new DamagedError(`it is not ${what}`);
    if (!first) yield line;
    first = false;
  }
  if (first) throw new DamagedError("it is empty");
}

async function* linesOf(chunks: Chunks): AsyncGenerator<string> {
  const brotli = createBrotliDecompress();
  const feeding = pipeline(Readable.from(chunks), brotli);
  feeding.catch(() => undefined); // reading it throws the same
  let held: Buffer[] = [];
  for await (const chunk of brotli as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      yield Buffer.concat([...held, chunk.subarray(from, end)]).toString("utf8");
      held = [];
      from = end + 1;
    }
    if (from < chunk.length) held.push(chunk.subarray(from));
  }
  await feeding;
  if (held.length > 0) throw new DamagedError("its last line is cut off");
}

export const digestOf = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");

/** The same bytes. @throws DamagedError at their end, where their hash is another */
async function* hashed(chunks: Chunks, sha256: string): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest("hex") !== sha256) throw new DamagedError("its hash has changed");
}

/**
 * Seals lines into a staged file as they come, and reads back from the disk what was written: `verify` gets all of it, and
 * throws where it is not what it should be.
 */
export async function writeArchive(
  staged: StagedBlob,
  { organizationId, dataKey, lines }: { organizationId: number; dataKey: DataKey; lines: AsyncIterable<string> },
  verify: (chunks: Chunks) => Promise<void>,
): Promise<FileIdentity> {
  const identity = await sealInto(staged, organizationId, dataKey, compressed(lines));
  const stored = { size: HEADER + sealedSize(identity.size), readAt: staged.readAt };
  const file = await openSealedFile(identity, stored, (key) => (key === dataKey.id ? dataKey.key : undefined));
  await verify(hashed(file.stream(), identity.sha256));
  return identity;
}

export interface KeptArchive extends FileIdentity {
  keys: Awaited<ReturnType<typeof findDataKeys>>;
}

/**
 * Opens an archive's file. `read` begins at its start each time it is called, and throws at the end where the hash is another.
 * What is wrong with the file is said by `refuse`, in words that go into a sentence of their own.
 */
export async function withArchive<Result>(
  { organizationId, sha256, size, keys }: KeptArchive,
  signal: AbortSignal | undefined,
  work: (read: () => Chunks) => Promise<Result>,
  refuse: (reason: string) => Result | Promise<Result>,
): Promise<Result> {
  let stored: StoredBlob | undefined;
  try {
    stored = await blobStore().open({ organizationId, sha256 });
    if (!stored) throw new DamagedError("it is gone");
    const file = await openSealedFile({ organizationId, sha256, size }, stored, (id) => {
      const row = keys.find((key) => key.id === id);
      return row && openDataKey(row);
    });
    return await work(() => hashed(stopping(file.stream(), signal), sha256));
  } catch (error) {
    if (!isDamage(error)) throw error;
    // Awaited here: while the file is being closed nobody else would hear of its rejection.
    return await refuse(
      error instanceof DamagedError ? error.message : "The stored file is damaged: it does not unpack.",
    );
  } finally {
    await stored?.close();
  }
}

const isDamage = (error: unknown) =>
  error instanceof DamagedError || /^(ERR__ERROR|Z_)/.test((error as { code?: string }).code ?? "");

async function* stopping(chunks: Chunks, signal: AbortSignal | undefined) {
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    yield chunk;
  }
}
