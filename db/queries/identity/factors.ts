import { and, count, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { authenticators } from "@/db/schema/identity/authenticators";
import { passkeys } from "@/db/schema/identity/passkeys";
import { recoveryCodes } from "@/db/schema/identity/recovery-codes";

/** What a person can show, beside a password. */
export interface FactorKinds {
  app: boolean;
  passkey: boolean;
  recovery: boolean;
}

/** The second factors of the actor, or of whoever signs in. */
export async function factorsOf(tx: Tx, userId: number): Promise<FactorKinds> {
  const { rows } = await tx.execute<{ app: boolean; passkey: boolean; recovery: boolean }>(
    sql`select has_app as app, has_passkey as passkey, has_recovery as recovery from app.factors_of(${userId})`,
  );
  return rows[0] ?? { app: false, passkey: false, recovery: false };
}

export interface SealedAuthenticator {
  id: number;
  secret: Buffer;
  isConfirmed: boolean;
  dataKey: { id: number; organizationId: number; ringKeyId: string; wrappedKey: Buffer };
}

/** The sealed secrets of the actor's apps, or of whoever signs in, with the keys that open them. */
export async function findAuthenticatorsOf(tx: Tx, userId: number): Promise<SealedAuthenticator[]> {
  const { rows } = await tx.execute(sql`select * from app.authenticators_of(${userId})`);
  return rows.map((row) => ({
    id: row.id as number,
    secret: row.secret as Buffer,
    isConfirmed: row.confirmed_at !== null,
    dataKey: {
      id: row.data_key_id as number,
      organizationId: row.organization_id as number,
      ringKeyId: row.ring_key_id as string,
      wrappedKey: row.wrapped_key as Buffer,
    },
  }));
}

/** Takes the half minute of a code; false where it, or a later one, was taken already. */
export async function takeStep(tx: Tx, authenticatorId: number, step: number): Promise<boolean> {
  const { rows } = await tx.execute<{ taken: boolean }>(
    sql`select app.take_step(${authenticatorId}, ${step}) as taken`,
  );
  return rows[0]!.taken;
}

/** Uses a recovery code; false where there is no such code, or not any more. */
export async function takeRecoveryCode(tx: Tx, userId: number, hash: Buffer): Promise<boolean> {
  const { rows } = await tx.execute<{ taken: boolean }>(
    sql`select app.take_recovery_code(${userId}, ${hash}) as taken`,
  );
  return rows[0]!.taken;
}

/** Whether a rule says that the actor must have a second factor. */
export async function needsFactor(tx: Tx): Promise<boolean> {
  const { rows } = await tx.execute<{ needed: boolean }>(sql`select app.needs_factor() as needed`);
  return rows[0]!.needed;
}

/** Keeps the secret of an app whose first code has yet to be given, instead of any other such. */
export async function insertAuthenticator(
  tx: Tx,
  row: { userId: number; name: string; dataKeyId: number; secret: Buffer },
): Promise<number> {
  await tx.delete(authenticators).where(and(eq(authenticators.userId, row.userId), isNull(authenticators.confirmedAt)));
  const [made] = await tx.insert(authenticators).values(row).returning({ id: authenticators.id });
  return made!.id;
}

export async function confirmAuthenticatorRow(tx: Tx, id: number): Promise<void> {
  await tx
    .update(authenticators)
    .set({ confirmedAt: sql`now()` })
    .where(eq(authenticators.id, id));
}

/** A user's apps that are in use, the oldest first. */
export const listAuthenticators = (tx: Tx, userId: number) =>
  tx
    .select({ id: authenticators.id, name: authenticators.name, createdAt: authenticators.createdAt })
    .from(authenticators)
    .where(and(eq(authenticators.userId, userId), isNotNull(authenticators.confirmedAt)))
    .orderBy(authenticators.id);

export async function findAuthenticator(tx: Tx, id: number) {
  const [row] = await tx
    .select({ id: authenticators.id, userId: authenticators.userId, name: authenticators.name })
    .from(authenticators)
    .where(and(eq(authenticators.id, id), isNotNull(authenticators.confirmedAt)));
  return row;
}

export async function deleteAuthenticator(tx: Tx, id: number): Promise<void> {
  await tx.delete(authenticators).where(eq(authenticators.id, id));
}

/** How many recovery codes a user has left. */
export async function countRecoveryCodes(tx: Tx, userId: number): Promise<number> {
  const [row] = await tx
    .select({ left: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)));
  return row!.left;
}

/** Replaces a user's recovery codes, used ones too; none: it has no second factor any more. */
export async function replaceRecoveryCodes(tx: Tx, userId: number, hashes: Buffer[]): Promise<void> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  if (hashes.length > 0) await tx.insert(recoveryCodes).values(hashes.map((codeHash) => ({ userId, codeHash })));
}

/** Takes all second factors from a user; returns how many apps and passkeys that were. */
export async function deleteFactorsOf(tx: Tx, userId: number): Promise<number> {
  const apps = await tx
    .delete(authenticators)
    .where(eq(authenticators.userId, userId))
    .returning({ confirmedAt: authenticators.confirmedAt });
  const keys = await tx.delete(passkeys).where(eq(passkeys.userId, userId)).returning({ id: passkeys.id });
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  return apps.filter(({ confirmedAt }) => confirmedAt).length + keys.length;
}

/** One change at a time to a user's second factors, until the transaction ends: two must not each leave the other's. */
export async function lockFactors(tx: Tx, userId: number): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`factors:${userId}`}, 0))`);
}
