import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Factor } from "@/db/schema/identity/sessions";

export interface LoginRow {
  userId: number;
  username: string;
  passwordHash: string;
  isActive: boolean;
  organizationId: number;
}

/** The account behind a user name or e-mail, if it has a password. Passes by the policies: log-in knows no actor yet. */
export async function findLogin(tx: Tx, login: string): Promise<LoginRow | undefined> {
  const result = await tx.execute(
    sql`select user_id as "userId", username, password_hash as "passwordHash", is_active as "isActive",
        organization_id as "organizationId" from app.find_login(${login})`,
  );
  return result.rows[0] as LoginRow | undefined;
}

/** Opens a session and logs it, as the user; returns the session's id. */
export async function openSession(
  tx: Tx,
  session: { userId: number; tokenHash: Buffer; seconds: number; factor?: Factor },
): Promise<number> {
  const { userId, tokenHash, seconds, factor } = session;
  const result = await tx.execute<{ id: number }>(
    sql`select app.open_session(${userId}, ${tokenHash}, ${seconds}, ${factor ?? null}) as id`,
  );
  return result.rows[0]!.id;
}

/** Begins a sign-in that wants a second factor yet. */
export async function beginSignIn(tx: Tx, userId: number, tokenHash: Buffer, seconds: number): Promise<void> {
  await tx.execute(sql`select app.begin_sign_in(${userId}, ${tokenHash}, ${seconds})`);
}

export interface PendingSignIn {
  id: number;
  userId: number;
  email: string;
  firstName: string;
  organizationId: number;
}

/** Whose sign-in waits for its second factor. */
export async function findSignIn(tx: Tx, tokenHash: Buffer): Promise<PendingSignIn | undefined> {
  const { rows } = await tx.execute(
    sql`select id, user_id as "userId", email, first_name as "firstName", organization_id as "organizationId"
        from app.find_sign_in(${tokenHash})`,
  );
  return rows[0] as PendingSignIn | undefined;
}

/** Ends a pending sign-in; false where that has happened. */
export async function finishSignIn(tx: Tx, tokenHash: Buffer): Promise<boolean> {
  const { rows } = await tx.execute<{ done: boolean }>(sql`select app.finish_sign_in(${tokenHash}) as done`);
  return rows[0]!.done;
}

/**
 * Puts our hash in the place of another system's, of the password just verified. Nothing happens where the hash is not
 * the one that was verified any more.
 */
export async function replaceForeignHash(
  tx: Tx,
  userId: number,
  { expected, replacement }: { expected: string; replacement: string },
): Promise<void> {
  await tx.execute(sql`select app.replace_foreign_hash(${userId}, ${expected}, ${replacement})`);
}

export interface Counter {
  key: string;
  windowSeconds: number;
}

/** Adds to counters of guesses and returns their totals within their windows; a negative number takes back. */
export async function addToCounters(tx: Tx, counters: Counter[], points: number): Promise<number[]> {
  const result = await tx.execute<{ total: number }>(
    sql`select app.throttle(key, seconds, ${points}::integer) as total
        from unnest(${sql.param(counters.map((counter) => counter.key))}::text[],
                    ${sql.param(counters.map((counter) => counter.windowSeconds))}::integer[]) with ordinality as c (key, seconds, place)
        order by place`,
  );
  return result.rows.map((row) => row.total);
}
