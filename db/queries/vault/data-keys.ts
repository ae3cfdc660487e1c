import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { dataKeys } from "@/db/schema/vault/data-keys";

const columns = {
  id: dataKeys.id,
  organizationId: dataKeys.organizationId,
  ringKeyId: dataKeys.ringKeyId,
  wrappedKey: dataKeys.wrappedKey,
};

/** The tenant's data keys, the newest first; retired ones still open what they sealed. */
export const findDataKeys = (tx: Tx, organizationId: number) =>
  tx.select(columns).from(dataKeys).where(eq(dataKeys.organizationId, organizationId)).orderBy(desc(dataKeys.id));

/** The key that the tenant's new files are sealed with; undefined before the first. */
export const findCurrentDataKey = async (tx: Tx, organizationId: number) =>
  (
    await tx
      .select(columns)
      .from(dataKeys)
      .where(and(eq(dataKeys.organizationId, organizationId), isNull(dataKeys.retiredAt)))
      .orderBy(desc(dataKeys.id))
      .limit(1)
  )[0];

export const insertDataKey = async (tx: Tx, row: { organizationId: number; ringKeyId: string; wrappedKey: Buffer }) =>
  (await tx.insert(dataKeys).values(row).returning(columns))[0]!;

/** Serialises what must not happen at once in one tenant's vault, until the transaction ends. */
export const lockVault = (tx: Tx, organizationId: number) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`vault:${organizationId}`}, 0))`);

/** The data key of the actor's own organization, which leads and analysts do not reach otherwise. */
export async function findHomeDataKey(tx: Tx) {
  const { rows } = await tx.execute(
    sql`select id, organization_id as "organizationId", ring_key_id as "ringKeyId", wrapped_key as "wrappedKey"
        from app.home_data_key()`,
  );
  return rows[0] as { id: number; organizationId: number; ringKeyId: string; wrappedKey: Buffer } | undefined;
}

/** Keeps the first one of the actor's own organization. */
export async function insertHomeDataKey(tx: Tx, row: { ringKeyId: string; wrappedKey: Buffer }): Promise<void> {
  await tx.execute(sql`select app.keep_home_data_key(${row.ringKeyId}, ${row.wrappedKey})`);
}
