import { createHash } from "node:crypto";
import { z } from "zod";
import { mayRemoveFiles } from "@/db/queries/backup/settings";
import { lockVault } from "@/db/queries/vault/data-keys";
import { isStored } from "@/db/queries/vault/evidence";
import { switchDataKey } from "@/db/queries/vault/rotation";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import type { StagedBlob } from "@/lib/vault/blob-store";
import { canManageKeys } from "@/lib/vault/policy";
import { sealInto } from "@/lib/vault/seal-into";
import { HEADER, openSealedFile, readDataKeyId, type FileIdentity, type SegmentReader } from "@/lib/vault/sealed-file";
import { DamagedError, sealedSize } from "@/lib/vault/segments";
import { blobStore } from "@/lib/vault/store";
import { whenNoBackupIsMade } from "./no-backup";
import type { TenantKeys } from "./renew-data-key";

/**
 * Puts the new file in the place of the old one, and has its rows say so. Under the lock of uploads, and not while a backup
 * reads files: undefined then. Whoever has the old file open reads it to its end.
 */
const switchFile = command({
  action: "vault.file.switch-key",
  input: z.object({
    file: z.object({ organizationId: z.number(), sha256: z.string() }),
    dataKeyId: z.number(),
    staged: z.custom<Pick<StagedBlob, "keep">>().optional(),
  }),
  allow: canManageKeys,
  run: async ({ tx }, { file, dataKeyId, staged }) => {
    if (!(await mayRemoveFiles(tx))) return undefined;
    await lockVault(tx, file.organizationId);
    if (!(await isStored(tx, file.organizationId, file.sha256))) return "gone" as const;
    await staged?.keep(file);
    await switchDataKey(tx, file.organizationId, file.sha256, dataKeyId);
    return "resealed" as const;
  },
});

/**
 * Seals a stored file under its organization's current data key: opened, sealed into a new file with a new key of its own,
 * that opened again and its hash compared, then put in the old one's place. Killed at any point, the file is whole under
 * one key or the other, and its header says which. `damaged`: the old one does not open, and is left as it is.
 */
export async function resealFile(
  caller: Caller,
  identity: FileIdentity,
  { current, keyOf }: TenantKeys,
  signal: AbortSignal,
): Promise<"resealed" | "gone" | "damaged"> {
  const { organizationId, sha256 } = identity;
  const change = (staged?: StagedBlob) =>
    whenNoBackupIsMade(signal, () =>
      switchFile(caller, { file: { organizationId, sha256 }, dataKeyId: current.id, staged }),
    );
  const stored = await blobStore().open(identity);
  if (!stored) return "damaged";
  try {
    const old = await openSealedFile(identity, stored, keyOf);
    if ((await readDataKeyId(stored.readAt)) === current.id) {
      await requireHash(old, sha256);
      return await change();
    }
    const staged = await blobStore().stage();
    try {
      const made = await sealInto(staged, organizationId, current, old.stream());
      if (made.sha256 !== sha256) throw new DamagedError("its hash has changed");
      const size = HEADER + sealedSize(made.size);
      const fresh = { size, readAt: staged.readAt };
      const again = await openSealedFile(identity, fresh, (id) => (id === current.id ? current.key : undefined));
      await requireHash(again, sha256);
      return await change(staged);
    } finally {
      await staged.discard();
    }
  } catch (error) {
    if (error instanceof DamagedError) return "damaged";
    throw error;
  } finally {
    await stored.close();
  }
}

async function requireHash(file: SegmentReader, sha256: string) {
  const hash = createHash("sha256");
  for await (const plain of file.stream()) hash.update(plain);
  if (hash.digest("hex") !== sha256) throw new DamagedError("its hash has changed");
}
