import { z } from "zod";
import { lockOutdatedSecrets, resealSecrets as storeSecrets, type OutdatedSecret } from "@/db/queries/vault/rotation";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { canManageKeys } from "@/lib/vault/policy";
import { openValue, type Place, sealValue } from "@/lib/vault/sealed-value";
import type { TenantKeys } from "./renew-data-key";

/** How many rows at a time: they are locked for the moment. */
const BATCH = 200;

/** A sealed value that its key does not open: it was changed, or stands where it was not sealed. */
export class DamagedSecretError extends Error {
  constructor({ table, column, organizationId, row }: Place) {
    super(`Organization ${organizationId}: the secret in ${table}.${column} of row ${row} does not open`);
    this.name = "DamagedSecretError";
  }
}

const resealSome = command({
  action: "vault.secrets.reseal",
  input: z.object({ keys: z.custom<TenantKeys>() }),
  allow: canManageKeys,
  run: async ({ tx }, { keys }) => {
    const { organizationId, current } = keys;
    const rows = await lockOutdatedSecrets(tx, organizationId, current.id, BATCH);
    const tables = new Map<string, OutdatedSecret[]>();
    for (const row of rows) tables.set(row.source, [...(tables.get(row.source) ?? []), row]);
    for (const [source, some] of tables) {
      const resealed = some.map((row) => ({ id: row.id, secrets: reseal(row, keys) }));
      await storeSecrets(tx, current.id, source, resealed);
    }
    return rows.length;
  },
});

/** What is sealed in a row, under the current key, and opened again to see that it is the same. */
const reseal = (row: OutdatedSecret, { organizationId, current, keyOf }: TenantKeys) =>
  row.secrets.map((secret, at) => {
    if (!secret) return null;
    const place = { table: row.source, column: row.columns[at]!, organizationId, row: row.boundTo };
    const plain = open(secret, keyOf(row.dataKeyId), place);
    const sealed = sealValue(plain, current.key, place);
    if (!openValue(sealed, current.key, place).equals(plain))
      throw new Error("a secret does not open as it was sealed");
    return sealed;
  });

function open(secret: Buffer, key: Buffer | undefined, place: Place): Buffer {
  if (!key) throw new DamagedSecretError(place);
  try {
    return openValue(secret, key, place);
  } catch {
    throw new DamagedSecretError(place);
  }
}

/**
 * Seals whatever stands sealed in rows of an organization and its people under its current data key: columns that the database
 * says are sealed (`app.declare_sealed`), of whatever table. Stopped, it goes on where it was. Returns how many rows.
 */
export async function resealSecrets(caller: Caller, keys: TenantKeys, signal: AbortSignal): Promise<number> {
  let total = 0;
  for (let some = -1; some !== 0; total += some) {
    signal.throwIfAborted();
    some = await resealSome(caller, { keys });
  }
  return total;
}
