import type { WrappedDataKey } from "./data-keys";
import { streamOf } from "./open-evidence";
import { openOriginal } from "./open-original";
import type { FileIdentity } from "./sealed-file";

/**
 * The plaintext of a stored file, for whoever was permitted to read it. All of it is verified before the first byte is handed
 * out.
 * @throws DamagedError when it is damaged or gone
 */
export async function openStored(
  wanted: FileIdentity,
  keys: readonly WrappedDataKey[],
): Promise<ReadableStream<Uint8Array>> {
  const { file, close } = await openOriginal(wanted, keys, { verify: true });
  return streamOf(file, { close });
}
