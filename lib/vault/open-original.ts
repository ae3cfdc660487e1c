import { createHash } from "node:crypto";
import { openDataKey, type WrappedDataKey } from "./data-keys";
import { openSealedFile, type FileIdentity, type SegmentReader } from "./sealed-file";
import { DamagedError } from "./segments";
import { blobStore } from "./store";

/** A stored file that can be read at any place; whoever opens it closes it. */
interface OpenOriginal {
  file: SegmentReader;
  close(): Promise<void>;
}

/**
 * Opens a stored file for work on it by use cases that have permitted it themselves. With `verify`, all of it is read once
 * and its hash compared before anything is handed out.
 * @throws DamagedError when it is not whole, not the file of this identity, or gone
 */
export async function openOriginal(
  identity: FileIdentity,
  keys: readonly WrappedDataKey[],
  { verify, signal }: { verify: boolean; signal?: AbortSignal },
): Promise<OpenOriginal> {
  const stored = await blobStore().open(identity);
  if (!stored) throw new DamagedError("it is gone");
  try {
    const file = await openSealedFile(identity, stored, (id) => {
      const key = keys.find((row) => row.id === id);
      return key && openDataKey(key);
    });
    if (verify) {
      const hash = createHash("sha256");
      for await (const plain of file.stream()) {
        signal?.throwIfAborted();
        hash.update(plain);
      }
      if (hash.digest("hex") !== identity.sha256) throw new DamagedError("its hash has changed");
    }
    return { file, close: () => stored.close() };
  } catch (error) {
    await stored.close();
    throw error;
  }
}
