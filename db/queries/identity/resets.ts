import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { passwordResets } from "@/db/schema/identity/password-resets";

export interface ResetRecipient {
  userId: number;
  email: string;
  firstName: string;
}

/** Keeps a reset token for the account behind a user name or e-mail; undefined: there is none that is active. */
export async function requestResetFor(
  tx: Tx,
  login: string,
  tokenHash: Buffer,
  seconds: number,
): Promise<ResetRecipient | undefined> {
  const result = await tx.execute(
    sql`select user_id as "userId", email, first_name as "firstName"
        from app.request_reset(${login}, ${tokenHash}, ${seconds})`,
  );
  return result.rows[0] as ResetRecipient | undefined;
}

/** Keeps a reset token that a superuser or the command line asked for. */
export async function insertReset(tx: Tx, userId: number, tokenHash: Buffer, seconds: number): Promise<void> {
  await tx
    .insert(passwordResets)
    .values({ userId, tokenHash, expiresAt: sql`now() + make_interval(secs => ${seconds})` });
}

export async function findReset(tx: Tx, tokenHash: Buffer) {
  const result = await tx.execute(sql`select user_id as "userId", username, email from app.find_reset(${tokenHash})`);
  return result.rows[0] as { userId: number; username: string; email: string } | undefined;
}

/** Sets the password a reset token permits, once, and ends every session; null when the token is not valid any more. */
export async function useResetOnce(tx: Tx, tokenHash: Buffer, passwordHash: string): Promise<number | null> {
  const result = await tx.execute<{ id: number | null }>(
    sql`select app.use_reset(${tokenHash}, ${passwordHash}) as id`,
  );
  return result.rows[0]?.id ?? null;
}
