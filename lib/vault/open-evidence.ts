import { createHash } from "node:crypto";
import type { EvidenceRow } from "@/db/queries/vault/evidence";
import type { Caller } from "@/lib/kernel/actor";
import { Fault } from "@/lib/kernel/fault";
import { preparing } from "@/lib/kernel/staged";
import type { StoredBlob } from "./blob-store";
import { openDataKey, type WrappedDataKey } from "./data-keys";
import { readEvidence, readKeysOf, reportDamage } from "./read-evidence";
import { openSealedFile, type SegmentReader } from "./sealed-file";
import { DamagedError, UnknownKeyError } from "./segments";
import { blobStore } from "./store";

export interface OpenedEvidence {
  evidence: EvidenceRow;
  /** The plaintext. It closes the file at its end, on an error, or when cancelled. */
  body: ReadableStream<Uint8Array>;
}

/**
 * Opens evidence within the caller's reach. All of it is verified before the first byte is handed out.
 * @throws Fault not_found out of reach, internal when the stored file is damaged or gone, which is also written down
 */
export async function openEvidence(caller: Caller, input: { id: number | string }): Promise<OpenedEvidence> {
  const once = preparing(caller);
  const { evidence, keys } = await readEvidence(once, { id: input.id as number });
  let stored: StoredBlob | undefined;
  try {
    stored = await blobStore().open(evidence);
    if (!stored) throw new DamagedError("it is gone");
    const file = await openSealedFile(evidence, stored, keyIn(keys)).catch(async (error: unknown) => {
      if (!(error instanceof UnknownKeyError)) throw error;
      // Its key was renewed after these were read: the file stands under the one that came since.
      return openSealedFile(evidence, stored!, keyIn(await readKeysOf(once, { id: evidence.id })));
    });
    await verify(file, evidence.sha256);
    return { evidence, body: streamOf(file, stored) };
  } catch (error) {
    await stored?.close();
    if (!(error instanceof DamagedError)) throw error;
    await reportDamage(once, { id: evidence.id, what: error.message });
    throw new Fault("internal", "The stored file is damaged, so it is not handed out. This has been reported.");
  }
}

const keyIn = (keys: readonly WrappedDataKey[]) => (id: number) => {
  const row = keys.find((key) => key.id === id);
  return row && openDataKey(row);
};

/** The tags prove every segment; the hash proves that they are the file the row names. */
async function verify(file: SegmentReader, sha256: string) {
  const hash = createHash("sha256");
  for await (const plain of file.stream()) hash.update(plain);
  if (hash.digest("hex") !== sha256) throw new DamagedError("its hash has changed");
}

export function streamOf(file: SegmentReader, stored: Pick<StoredBlob, "close">): ReadableStream<Uint8Array> {
  const plain = file.stream();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await plain.next();
          if (!done) return controller.enqueue(new Uint8Array(value));
          await stored.close();
          controller.close();
        } catch (error) {
          await stored.close().catch(() => undefined);
          controller.error(error);
        }
      },
      cancel: () => stored.close(),
    },
    { highWaterMark: 0 },
  );
}
