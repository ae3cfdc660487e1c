import { createHash } from "node:crypto";
import { findSizeOfFile, findWrappedKeys } from "@/db/backup/restored";
import type { Restoration } from "@/db/backup/restoration";
import type { Entry } from "@/lib/backup/archive/read-archive";
import { Fault } from "@/lib/kernel/fault";
import type { BlobStore, StagedBlob } from "@/lib/vault/blob-store";
import { openDataKey, type WrappedDataKey } from "@/lib/vault/data-keys";
import { openSealedFile } from "@/lib/vault/sealed-file";
import { DamagedError } from "@/lib/vault/segments";

type FileEntry = Extract<Entry, { kind: "file" }>;

/** Takes the files of an archive one by one: each is opened with its tenant's key, and its content hashed. */
export function fileChecker(place: { restoration: Restoration; store: BlobStore; forGood: boolean }) {
  const { restoration, store, forGood } = place;
  const keysOf = new Map<number, Promise<Map<number, Buffer>>>();
  const checked = { files: 0, bytes: 0, damaged: [] as string[], damagedCount: 0 };

  const keys = (organizationId: number) => {
    const known = keysOf.get(organizationId) ?? openKeys(restoration, organizationId);
    keysOf.set(organizationId, known);
    return known;
  };

  return Object.assign(checked, {
    async check(entry: FileEntry) {
      const staged = await store.stage();
      try {
        for await (const chunk of entry.content) await staged.write(chunk);
        const problem = await problemOfFile(restoration, entry, staged, await keys(entry.organizationId));
        if (problem) {
          checked.damagedCount += 1;
          if (checked.damaged.length < 100) checked.damaged.push(`${entry.organizationId}/${entry.sha256} ${problem}`);
        }
        checked.files += 1;
        checked.bytes += entry.size;
        // One that was damaged when it was backed up comes back as it was: it is named, not lost.
        if (forGood) await staged.keep(entry);
      } finally {
        await staged.discard();
      }
    },
  });
}

/** @throws Fault invalid when the ring lacks the key that the tenant's keys are wrapped with */
async function openKeys(restoration: Restoration, organizationId: number): Promise<Map<number, Buffer>> {
  const rows: WrappedDataKey[] = await findWrappedKeys(restoration, organizationId);
  try {
    return new Map(rows.map((row) => [row.id, openDataKey(row)]));
  } catch (error) {
    throw new Fault("invalid", `The evidence in the backup does not open: ${(error as Error).message}.`);
  }
}

async function problemOfFile(
  restoration: Restoration,
  { organizationId, sha256, size }: FileEntry,
  staged: StagedBlob,
  keys: Map<number, Buffer>,
): Promise<string | undefined> {
  const expected = await findSizeOfFile(restoration, { organizationId, sha256 });
  if (expected === undefined) return "is named by no row";
  try {
    const identity = { organizationId, sha256, size: expected };
    const file = await openSealedFile(identity, { size, readAt: staged.readAt }, (id) => keys.get(id));
    const hash = createHash("sha256");
    for await (const plain of file.stream()) hash.update(plain);
    return hash.digest("hex") === sha256 ? undefined : "has another hash";
  } catch (error) {
    if (error instanceof DamagedError) return "does not verify";
    throw error;
  }
}
