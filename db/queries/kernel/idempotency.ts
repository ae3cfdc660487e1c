import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { idempotencyKeys } from "@/db/schema/kernel/idempotency-keys";

type Claim = { userId: number; action: string; key: string; bodyHash: Buffer };

/** Claims a key for this transaction. A concurrent duplicate waits here until the first has ended. False: taken. */
export async function claimKey(tx: Tx, claim: Claim): Promise<boolean> {
  const claimed = await tx
    .insert(idempotencyKeys)
    .values(claim)
    .onConflictDoNothing()
    .returning({ id: idempotencyKeys.id });
  return claimed.length > 0;
}

const same = (claim: Claim) =>
  and(
    eq(idempotencyKeys.userId, claim.userId),
    eq(idempotencyKeys.action, claim.action),
    eq(idempotencyKeys.key, claim.key),
  );

export async function findKept(tx: Tx, claim: Claim) {
  const [kept] = await tx
    .select({ bodyHash: idempotencyKeys.bodyHash, response: idempotencyKeys.response })
    .from(idempotencyKeys)
    .where(same(claim));
  return kept;
}

export async function keepResponse(tx: Tx, claim: Claim, response: unknown): Promise<void> {
  await tx
    .update(idempotencyKeys)
    .set({ response: sql`${JSON.stringify(response)}::json` })
    .where(same(claim));
}

export async function deleteExpiredKeys(tx: Tx, hours: number): Promise<void> {
  await tx.delete(idempotencyKeys).where(sql`created_at < now() - make_interval(hours => ${hours})`);
}
