import { z } from "zod";
import { mayRemoveFiles } from "@/db/queries/backup/settings";
import { lockVault } from "@/db/queries/vault/data-keys";
import { isStored } from "@/db/queries/vault/evidence";
import { systemCaller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import type { Tx } from "@/lib/kernel/database";
import { id } from "@/lib/kernel/input";
import type { BlobKey } from "./blob-store";
import { canSweep } from "./policy";
import { blobStore } from "./store";

/**
 * Removes a stored file that no row names. The lock is held until it is gone, so that no upload of the same content can
 * name it in between. While a backup is made nothing is removed: it reads the files that its rows name.
 */
export async function removeUnnamed(tx: Tx, file: BlobKey, keptBefore?: Date): Promise<boolean> {
  if (!(await mayRemoveFiles(tx))) return false;
  await lockVault(tx, file.organizationId);
  if (await isStored(tx, file.organizationId, file.sha256)) return false;
  return blobStore().remove(file, keptBefore);
}

const release = command({
  action: "vault.file.release",
  input: z.object({ organizationId: id(), sha256: z.string() }),
  allow: canSweep,
  run: ({ tx }, file) => removeUnnamed(tx, file),
});

/** Takes back a file whose row was refused. What it cannot remove now, the sweep will. */
export const releaseFile = (file: BlobKey): Promise<void> =>
  release(systemCaller("job:vault"), file).then(
    () => undefined,
    () => undefined,
  );
