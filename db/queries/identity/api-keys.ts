import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { apiKeys } from "@/db/schema/identity/api-keys";
import { lastSeen } from "@/db/schema/identity/last-seen";
import { users } from "@/db/schema/identity/users";

export interface NewKey {
  userId: number;
  name: string;
  prefix: string;
  keyHash: Buffer;
  scopes: string[];
  expiresAt: Date | null;
}

export async function insertKey(tx: Tx, key: NewKey): Promise<{ id: number }> {
  const [row] = await tx.insert(apiKeys).values(key).returning({ id: apiKeys.id });
  return row!;
}

/** Keys, newest first: of one user, or all within reach. */
export async function listKeys(tx: Tx, userId?: number) {
  return await tx
    .select({
      id: apiKeys.id,
      userId: apiKeys.userId,
      username: users.username,
      name: apiKeys.name,
      prefix: apiKeys.prefix,
      scopes: apiKeys.scopes,
      expiresAt: apiKeys.expiresAt,
      revokedAt: apiKeys.revokedAt,
      createdAt: apiKeys.createdAt,
      seenAt: lastSeen.seenAt,
    })
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.userId))
    .leftJoin(lastSeen, and(eq(lastSeen.kind, "key"), eq(lastSeen.recordId, apiKeys.id)))
    .where(userId ? eq(apiKeys.userId, userId) : undefined)
    .orderBy(desc(apiKeys.id))
    .limit(1000);
}

export async function findKey(tx: Tx, id: number) {
  const [row] = await tx
    .select({ id: apiKeys.id, userId: apiKeys.userId, revokedAt: apiKeys.revokedAt })
    .from(apiKeys)
    .where(eq(apiKeys.id, id));
  return row;
}

export async function revokeKeyById(tx: Tx, id: number): Promise<void> {
  await tx
    .update(apiKeys)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)));
}
