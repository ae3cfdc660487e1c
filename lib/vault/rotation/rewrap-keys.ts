import { z } from "zod";
import { logEvent } from "@/db/queries/kernel/events";
import { lockKeysWrappedByOthers, updateWrappedKeys } from "@/db/queries/vault/rotation";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { config } from "@/lib/kernel/config";
import { rewrapDataKey } from "@/lib/vault/data-keys";
import { canManageKeys } from "@/lib/vault/policy";

/** How many at a time: they are locked for the moment, and an upload may want to read one. */
const BATCH = 200;

const rewrapSome = command({
  action: "vault.keys.rewrap",
  input: z.object({}),
  allow: canManageKeys,
  run: async ({ tx }) => {
    const [current] = config().encryptionKeys;
    const rows = await lockKeysWrappedByOthers(tx, current!.id, BATCH);
    if (rows.length === 0) return 0;
    const rewrapped = rows.map((row) => ({ id: row.id, wrappedKey: rewrapDataKey(row).wrappedKey }));
    await updateWrappedKeys(tx, current!.id, rewrapped);
    const details = { ring_key: current!.id, data_keys: rows.length };
    await logEvent(tx, { action: "KEYS_REWRAPPED", table: "data_keys", details });
    return rows.length;
  },
});

/**
 * Wraps every data key by the current key of the ring, so that those before it are not needed for what stands in the
 * database. Begun again it goes on where it stopped. Returns how many it wrapped.
 */
export async function rewrapKeys(caller: Caller, signal: AbortSignal): Promise<number> {
  let total = 0;
  for (let some = -1; some !== 0; total += some) {
    signal.throwIfAborted();
    some = await rewrapSome(caller, {});
  }
  return total;
}
