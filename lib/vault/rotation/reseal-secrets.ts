import { z } from "zod";
import { lockOutdatedSecrets, resealSecrets as storeSecrets, type OutdatedSecret } from "@/db/queries/vault/rotation";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { canManageKeys } from "@/lib/vault/policy";
import { openValue, providerSecretPlace, sealValue, secretPlace } from "@/lib/vault/sealed-value";
import type { TenantKeys } from "./renew-data-key";

const BATCH = 100;

const resealSome = command({
  action: "vault.secrets.reseal",
  input: z.object({ keys: z.custom<TenantKeys>() }),
  allow: canManageKeys,
  run: async ({ tx }, { keys }) => {
    const { organizationId, current } = keys;
    const rows = await lockOutdatedSecrets(tx, organizationId, current.id, BATCH);
    if (rows.length === 0) return 0;
    const resealed = rows.map((row) => ({ source: row.source, id: row.id, secret: reseal(row, keys) }));
    await storeSecrets(tx, current.id, resealed);
    return rows.length;
  },
});

/** Under the current key, and opened again to see that it is the same. */
function reseal(row: OutdatedSecret, { organizationId, current, keyOf }: TenantKeys): Buffer {
  const { source, owner, dataKeyId, secret } = row;
  const place = source === "authenticators" ? secretPlace(organizationId, owner) : providerSecretPlace(owner);
  const plain = openValue(secret, keyOf(dataKeyId)!, place);
  const sealed = sealValue(plain, current.key, place);
  if (!openValue(sealed, current.key, place).equals(plain)) throw new Error("a secret does not open as it was sealed");
  return sealed;
}

/** Seals every secret of an organization and its people under its current data key. Returns how many. */
export async function resealSecrets(caller: Caller, keys: TenantKeys, signal: AbortSignal): Promise<number> {
  let total = 0;
  for (let some = -1; some !== 0; total += some) {
    signal.throwIfAborted();
    some = await resealSome(caller, { keys });
  }
  return total;
}
