import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { credentials } from "@/db/schema/identity/credentials";

/** Sets a password's hash; for an account that had one, every session of it ends. */
export async function setPasswordHash(tx: Tx, userId: number, passwordHash: string): Promise<void> {
  await tx
    .insert(credentials)
    .values({ userId, passwordHash })
    .onConflictDoUpdate({ target: credentials.userId, set: { passwordHash, changedAt: sql`now()` } });
}

/** The actor's own hash; null for an account without a password. */
export async function readOwnPasswordHash(tx: Tx): Promise<string | null> {
  const result = await tx.execute<{ hash: string | null }>(sql`select app.own_password_hash() as hash`);
  return result.rows[0]?.hash ?? null;
}

/** False when the password was changed by someone else since `expected` was read. */
export async function changeOwnPasswordHash(tx: Tx, expected: string, replacement: string): Promise<boolean> {
  const result = await tx.execute<{ done: boolean }>(
    sql`select app.change_own_password(${expected}, ${replacement}) as done`,
  );
  return result.rows[0]?.done ?? false;
}
