import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { passkeys } from "@/db/schema/identity/passkeys";

export interface KnownPasskey {
  id: number;
  userId: number;
  publicKey: Buffer;
  counter: number;
  transports: string[];
  /** Of its user, as all that follows. */
  isActive: boolean;
  email: string;
  firstName: string;
}

/** The passkey that an answer names, of the actor or of whoever signs in. */
export async function findPasskeyByCredential(tx: Tx, credentialId: string): Promise<KnownPasskey | undefined> {
  const { rows } = await tx.execute(
    sql`select id, user_id as "userId", public_key as "publicKey", counter::float8 as counter, transports,
          is_active as "isActive", email, first_name as "firstName" from app.find_passkey(${credentialId})`,
  );
  return rows[0] as KnownPasskey | undefined;
}

/** What the browser needs to ask for one of a person's passkeys. */
export async function passkeyIdsOf(tx: Tx, userId: number) {
  const { rows } = await tx.execute<{ id: string; transports: string[] }>(
    sql`select credential_id as id, transports from app.passkeys_of(${userId})`,
  );
  return rows;
}

/** Notes a use; false where the counter went back. */
export async function notePasskeyUse(tx: Tx, id: number, counter: number, isBackedUp: boolean): Promise<boolean> {
  const { rows } = await tx.execute<{ noted: boolean }>(
    sql`select app.use_passkey(${id}, ${counter}, ${isBackedUp}) as noted`,
  );
  return rows[0]!.noted;
}

/** Notes that a challenge was answered; false where it was before. */
export async function spendChallenge(tx: Tx, digest: Buffer, seconds: number): Promise<boolean> {
  const { rows } = await tx.execute<{ first: boolean }>(
    sql`select app.spend_challenge(${digest}, ${seconds}) as first`,
  );
  return rows[0]!.first;
}

export async function insertPasskey(tx: Tx, row: typeof passkeys.$inferInsert): Promise<number> {
  const [made] = await tx.insert(passkeys).values(row).returning({ id: passkeys.id });
  return made!.id;
}

/** A user's passkeys, the oldest first. */
export const listPasskeys = (tx: Tx, userId: number) =>
  tx
    .select({
      id: passkeys.id,
      name: passkeys.name,
      isBackedUp: passkeys.isBackedUp,
      createdAt: passkeys.createdAt,
      lastUsedAt: passkeys.lastUsedAt,
    })
    .from(passkeys)
    .where(eq(passkeys.userId, userId))
    .orderBy(passkeys.id);

export async function findPasskey(tx: Tx, id: number) {
  const [row] = await tx
    .select({ id: passkeys.id, userId: passkeys.userId, name: passkeys.name })
    .from(passkeys)
    .where(eq(passkeys.id, id));
  return row;
}

export async function deletePasskey(tx: Tx, id: number): Promise<void> {
  await tx.delete(passkeys).where(eq(passkeys.id, id));
}
