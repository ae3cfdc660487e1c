import { createHash } from "node:crypto";
import type { Caller } from "@/lib/kernel/actor";
import { Fault } from "@/lib/kernel/fault";
import { describeError, log } from "@/lib/kernel/log";
import { preparing } from "@/lib/kernel/staged";
import type { BlobStore, StagedBlob } from "./blob-store";
import { Scan } from "./clamd";
import { detectKind, HEAD, namedKind, type Admission } from "./detect-kind";
import { extensionOfKind, isImage, isOffice, isText, type FileKind } from "./file-kinds";
import { cleanFilename, extensionOf } from "./filename";
import { requireSaneImage } from "./image-size";
import { requireOfficeDocument } from "./office-document";
import { noteMalware } from "./note-malware";
import { notScanned, refusedContent, refusedKind, tooLarge } from "./refusals";
import { makeHeader, newSegmentKey, SegmentReader, HEADER } from "./sealed-file";
import { SegmentSealer } from "./segments";
import { TextCheck } from "./text-check";

export interface Upload {
  /** As the sender named it. */
  filename: string;
  /** The media type the sender named, if any. */
  declaredType?: string;
  /** The length the sender announced in bytes, if it did; another one is refused. */
  announcedSize?: number;
  chunks: AsyncIterable<Uint8Array>;
  /** Aborted when the sender goes away. */
  signal?: AbortSignal;
}

/** A file that stands durably in the store, though no row says so yet. */
export interface StoredFile {
  sha256: string;
  /** Bytes. */
  size: number;
  mediaType: FileKind;
  filename: string;
  /** The data key that its header is wrapped by. */
  dataKeyId: number;
}

export interface Vault {
  store: BlobStore;
  organizationId: number;
  dataKey: { id: number; key: Buffer };
  /** Bytes. */
  maxBytes: number;
  /** Which kinds are taken; without, those of evidence. */
  admission?: Admission;
  /** Who sends; without, the trail does not hear of malware. */
  caller?: Caller;
}

/**
 * Takes a file from a stream to the store: measured, hashed, checked and encrypted as it comes, so that neither memory
 * nor disk ever holds its plaintext whole. Where a scanner is set, it reads along, and what it does not call clean is not
 * kept. Whatever goes wrong leaves nothing behind.
 * @throws Fault unsupported_media_type, too_large, invalid, malformed when the stream ends early, unavailable without the
 *   scanner's word, or when the store has no room
 */
export async function stageFile(vault: Vault, upload: Upload): Promise<StoredFile> {
  const filename = cleanFilename(upload.filename);
  (vault.admission?.named ?? namedKind)(extensionOf(filename));
  if ((upload.announcedSize ?? 0) > vault.maxBytes) throw tooLarge(vault.maxBytes);
  const scan = await scanned(Scan.begin());
  try {
    const staged = await vault.store.stage();
    try {
      return await receive(vault, upload, filename, { staged, scan });
    } finally {
      await staged.discard();
    }
  } catch (error) {
    throw isFull(error) ? noRoom(error) : error;
  } finally {
    scan?.close();
  }
}

async function receive(
  vault: Vault,
  upload: Upload,
  filename: string,
  { staged, scan }: { staged: StagedBlob; scan: Scan | undefined },
): Promise<StoredFile> {
  const { organizationId, dataKey, admission } = vault;
  const detect = admission?.detect ?? detectKind;
  const segmentKey = newSegmentKey(organizationId);
  const sealer = new SegmentSealer(segmentKey);
  const hash = createHash("sha256");
  const extension = extensionOf(filename);
  let size = 0;
  let kind: FileKind | undefined;
  let text: TextCheck | undefined;

  await staged.write(Buffer.alloc(HEADER));
  for await (const { chunk, head } of withHead(chunksOf(upload))) {
    size += chunk.length;
    if (size > vault.maxBytes) throw tooLarge(vault.maxBytes);
    if (head) {
      kind = await detect(head, { extension, declaredType: upload.declaredType });
      if (isText(kind) && !admission) text = new TextCheck();
    }
    if (text && !text.accepts(chunk)) throw notText();
    hash.update(chunk);
    if (scan) await scanned(scan.push(chunk));
    for (const sealed of sealer.push(chunk)) await staged.write(sealed);
  }
  kind ??= await detect(new Uint8Array(), { extension });
  if (text && !text.accepts(new Uint8Array(), true)) throw notText();
  if (upload.announcedSize !== undefined && upload.announcedSize !== size) throw incomplete();
  await staged.write(sealer.end());
  await lookInside(new SegmentReader(segmentKey, staged.readAt, size), kind);

  const identity = { organizationId, sha256: hash.digest("hex"), size };
  const signature = scan && (await scanned(scan.end()));
  if (signature) {
    if (vault.caller) await noteMalware(preparing(vault.caller), { ...identity, signature });
    throw refusedContent(`The malware scanner found ${signature} in it.`);
  }
  await staged.write(makeHeader(identity, segmentKey, dataKey), 0);
  await staged.keep(identity);
  const named = extension ? filename : cleanFilename(`${filename}.${extensionOfKind[kind]}`);
  return { sha256: identity.sha256, size, mediaType: kind, filename: named, dataKeyId: dataKey.id };
}

/** Without the scanner's word nothing is stored. */
async function scanned<T>(step: Promise<T>): Promise<T> {
  try {
    return await step;
  } catch (error) {
    log("error", "a file could not be scanned", { error: describeError(error) });
    throw notScanned();
  }
}

async function lookInside(file: SegmentReader, kind: FileKind) {
  if (isOffice(kind)) await requireOfficeDocument(file, kind);
  if (isImage(kind)) await requireSaneImage(file, kind);
}

const notText = () => refusedKind("The content is not UTF-8 text: save it as UTF-8.");
const isFull = (error: unknown) => /^(ENOSPC|EDQUOT)$/.test((error as NodeJS.ErrnoException).code ?? "");
function noRoom(error: unknown): Fault {
  log("error", "the evidence store has no room", { error: describeError(error) });
  return new Fault("unavailable", "There is no room for files right now. Nothing was stored.", { retryAfter: 60 });
}
const incomplete = () => new Fault("malformed", "The upload ended before the file was complete. Nothing was stored.");

/** A stream that breaks is the sender's doing, not an error of ours. */
async function* chunksOf({ chunks, signal }: Upload): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of chunks) {
      if (signal?.aborted) throw incomplete();
      yield chunk;
    }
  } catch (error) {
    throw error instanceof Fault ? error : incomplete();
  }
  if (signal?.aborted) throw incomplete();
}

/** Gathers the beginning until it is long enough to decide what the file is; `head` comes with the first chunk only. */
async function* withHead(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<{ chunk: Uint8Array; head?: Uint8Array }> {
  let gathered: Uint8Array[] | undefined = [];
  let length = 0;
  for await (const chunk of chunks) {
    if (!gathered) {
      yield { chunk };
      continue;
    }
    gathered.push(chunk);
    length += chunk.length;
    if (length < HEAD) continue;
    const first = Buffer.concat(gathered);
    gathered = undefined;
    yield { chunk: first, head: first.subarray(0, HEAD) };
  }
  if (gathered && length > 0) {
    const first = Buffer.concat(gathered);
    yield { chunk: first, head: first };
  }
}
