import { createHash } from "node:crypto";
import { openDataKey, type WrappedDataKey } from "./data-keys";
import { streamOf } from "./open-evidence";
import { openSealedFile } from "./sealed-file";
import { DamagedError } from "./segments";
import { blobStore } from "./store";

/**
 * The plaintext of a stored file, for whoever was permitted to read it. All of it is verified before the first byte is handed
 * out.
 * @throws DamagedError when it is damaged or gone
 */
export async function openStored(
  wanted: { organizationId: number; sha256: string; size: number },
  keys: readonly WrappedDataKey[],
): Promise<ReadableStream<Uint8Array>> {
  const stored = await blobStore().open(wanted);
  if (!stored) throw new DamagedError("it is gone");
  try {
    const file = await openSealedFile(wanted, stored, (id) => {
      const row = keys.find((key) => key.id === id);
      return row && openDataKey(row);
    });
    const hash = createHash("sha256");
    for await (const plain of file.stream()) hash.update(plain);
    if (hash.digest("hex") !== wanted.sha256) throw new DamagedError("its hash has changed");
    return streamOf(file, stored);
  } catch (error) {
    await stored.close();
    throw error;
  }
}
