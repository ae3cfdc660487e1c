import { findHomeDataKey, insertHomeDataKey, lockVault } from "@/db/queries/vault/data-keys";
import type { Tx } from "@/lib/kernel/database";
import { makeDataKey, openDataKey } from "./data-keys";

/** The data key of the actor's own organization, opened; made where it has none. Also for those who do not reach it. */
export async function homeDataKey(tx: Tx, organizationId: number): Promise<{ id: number; key: Buffer }> {
  const row = (await findHomeDataKey(tx)) ?? (await makeFirst(tx, organizationId));
  return { id: row.id, key: openDataKey(row) };
}

async function makeFirst(tx: Tx, organizationId: number) {
  await lockVault(tx, organizationId);
  await insertHomeDataKey(tx, makeDataKey(organizationId));
  return (await findHomeDataKey(tx))!;
}
