import type { BlobStore } from "./blob-store";
import { tooLarge } from "./refusals";
import { HEADER, newSegmentKey, SegmentReader } from "./sealed-file";
import { SegmentSealer } from "./segments";

export interface SpooledFile {
  /** Bytes. */
  size: number;
  stream(): AsyncIterable<Uint8Array>;
  discard(): Promise<void>;
}

/**
 * Keeps a stream on disk until it is known whose it is, sealed with a key that only this moment's memory has: what a
 * crash leaves behind nobody can read, and the sweep takes it.
 * @throws Fault too_large beyond `maxBytes`; whatever the stream throws
 */
export async function spoolFile(
  store: BlobStore,
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<SpooledFile> {
  const staged = await store.stage();
  const key = newSegmentKey(0);
  const sealer = new SegmentSealer(key);
  let size = 0;
  try {
    await staged.write(Buffer.alloc(HEADER));
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      for (const sealed of sealer.push(chunk)) await staged.write(sealed);
    }
    await staged.write(sealer.end());
  } catch (error) {
    await staged.discard();
    throw error;
  }
  return { size, stream: () => new SegmentReader(key, staged.readAt, size).stream(), discard: () => staged.discard() };
}
