import { z } from "zod";
import { logEvent } from "@/db/queries/kernel/events";
import { lockVault } from "@/db/queries/vault/data-keys";
import { deleteRetiredKey, findRetiredKeys, findSizeOf } from "@/db/queries/vault/rotation";
import { systemCaller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canSweep } from "@/lib/vault/policy";
import { readDataKeyId } from "@/lib/vault/sealed-file";
import { DamagedError } from "@/lib/vault/segments";
import { blobStore } from "@/lib/vault/store";
import { renewDataKey, type TenantKeys } from "./renew-data-key";
import { resealFile } from "./reseal-file";
import { DamagedSecretError } from "./reseal-secrets";
import { resealTenant } from "./rotate-keys";

/** Milliseconds a retired key is kept: uploads that began under it have long ended, exports that jobs made are swept. */
const GRACE = 24 * 3600 * 1000;

const job = systemCaller("job:vault");

const listRetired = query({
  action: "vault.keys.list-retired",
  input: z.object({ before: z.date() }),
  allow: canSweep,
  run: ({ tx }, { before }) => findRetiredKeys(tx, before),
});

const sizeOf = query({
  action: "vault.file.size",
  input: z.object({ organizationId: id(), sha256: z.string() }),
  allow: canSweep,
  run: ({ tx }, { organizationId, sha256 }) => findSizeOf(tx, organizationId, sha256),
});

const destroy = command({
  action: "vault.key.destroy",
  input: z.object({ organizationId: id(), dataKeyId: id() }),
  allow: canSweep,
  run: async ({ tx }, { organizationId, dataKeyId }) => {
    await lockVault(tx, organizationId);
    if (!(await deleteRetiredKey(tx, dataKeyId))) return false;
    await logEvent(tx, { action: "DATA_KEY_DESTROYED", table: "data_keys", recordId: dataKeyId, organizationId });
    return true;
  },
});

/**
 * Destroys data keys that were retired a day ago and that nothing is sealed under any more: no row says so, and no stored
 * file. What was sealed under one at the last moment, by an upload that had begun before, is sealed anew first.
 * Returns how many went.
 * @throws Error after all others, naming the organizations whose retired keys stay because a secret of theirs is damaged
 */
export async function destroyRetiredKeys(now = new Date()): Promise<number> {
  const retired = await listRetired(job, { before: new Date(now.getTime() - GRACE) });
  const damaged: string[] = [];
  let destroyed = 0;
  for (const organizationId of new Set(retired.map((key) => key.organizationId))) {
    const own = retired.filter((key) => key.organizationId === organizationId && key.currentId !== null);
    if (own.length === 0) continue;
    // The beginning of time: whatever its age, the current key is the one to seal under.
    const keys = await renewDataKey(job, { organizationId, since: new Date(0) });
    if (!keys) continue; // a backup is made
    try {
      if (own.some(({ isNamed }) => isNamed)) await resealTenant(job, keys, AbortSignal.timeout(GRACE));
    } catch (error) {
      if (!(error instanceof DamagedSecretError)) throw error;
      damaged.push(error.message);
      continue;
    }
    const left = await keysOfFiles(keys, new Set(own.map((key) => key.id)));
    for (const key of own)
      if (!left.has(key.id) && (await destroy(job, { organizationId, dataKeyId: key.id }))) destroyed += 1;
  }
  if (damaged.length > 0) throw new Error(`Retired data keys stay. ${damaged.join("; ")}.`);
  return destroyed;
}

/** The doomed keys that stored files are sealed under still, once those that rows name were sealed anew. */
async function keysOfFiles(keys: TenantKeys, doomed: ReadonlySet<number>): Promise<Set<number>> {
  const { organizationId } = keys;
  const left = new Set<number>();
  for await (const page of blobStore().list(organizationId)) {
    for (const file of page) {
      const key = await keyOfFile(file);
      if (key === undefined || !doomed.has(key)) continue;
      const size = await sizeOf(job, file);
      const result =
        size === undefined ? "unnamed" : await resealFile(job, { ...file, size }, keys, AbortSignal.timeout(GRACE));
      if (result !== "resealed") left.add(key);
    }
  }
  return left;
}

async function keyOfFile(file: { organizationId: number; sha256: string }): Promise<number | undefined> {
  const stored = await blobStore().open(file);
  try {
    return stored && (await readDataKeyId(stored.readAt));
  } catch (error) {
    if (error instanceof DamagedError) return undefined;
    throw error;
  } finally {
    await stored?.close();
  }
}
