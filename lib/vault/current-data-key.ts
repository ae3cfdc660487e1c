import { findCurrentDataKey, insertDataKey, lockVault } from "@/db/queries/vault/data-keys";
import type { Tx } from "@/lib/kernel/database";
import { makeDataKey, openDataKey } from "./data-keys";

/** The tenant's data key, opened; made when the tenant has none. For commands: it may write. */
export async function currentDataKey(tx: Tx, organizationId: number): Promise<{ id: number; key: Buffer }> {
  const row = (await findCurrentDataKey(tx, organizationId)) ?? (await makeFirst(tx, organizationId));
  return { id: row.id, key: openDataKey(row) };
}

/** Two first uploads at once must not make two keys. */
async function makeFirst(tx: Tx, organizationId: number) {
  await lockVault(tx, organizationId);
  return (
    (await findCurrentDataKey(tx, organizationId)) ??
    (await insertDataKey(tx, { organizationId, ...makeDataKey(organizationId) }))
  );
}
