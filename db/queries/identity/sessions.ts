import { and, desc, eq, gt, isNull, ne, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { lastSeen } from "@/db/schema/identity/last-seen";
import { sessions, type Factor } from "@/db/schema/identity/sessions";

const isOpen = and(isNull(sessions.endedAt), gt(sessions.expiresAt, sql`now()`));
const seenAt = sql<Date>`coalesce(${lastSeen.seenAt}, ${sessions.createdAt})`.mapWith(sessions.createdAt);

/** A user's sessions that still hold, the one used last first. */
export async function listSessions(tx: Tx, userId: number, idleSeconds: number) {
  return await tx
    .select({
      id: sessions.id,
      ipAddress: sessions.ipAddress,
      userAgent: sessions.userAgent,
      createdAt: sessions.createdAt,
      expiresAt: sessions.expiresAt,
      factor: sessions.factor,
      seenAt,
    })
    .from(sessions)
    .leftJoin(lastSeen, and(eq(lastSeen.kind, "session"), eq(lastSeen.recordId, sessions.id)))
    .where(and(eq(sessions.userId, userId), isOpen, sql`${seenAt} > now() - make_interval(secs => ${idleSeconds})`))
    .orderBy(desc(seenAt), desc(sessions.id))
    .limit(200);
}

export async function findOpenSession(tx: Tx, id: number) {
  const [row] = await tx
    .select({ id: sessions.id, userId: sessions.userId })
    .from(sessions)
    .where(and(eq(sessions.id, id), isOpen));
  return row;
}

export async function endSession(tx: Tx, id: number, reason: string): Promise<void> {
  await tx
    .update(sessions)
    .set({ endedAt: sql`now()`, endedReason: reason })
    .where(and(eq(sessions.id, id), isNull(sessions.endedAt)));
}

/** Ends all of a user's sessions, or all but one; returns how many. */
export async function endSessionsOf(tx: Tx, userId: number, reason: string, except?: number): Promise<number> {
  const ended = await tx
    .update(sessions)
    .set({ endedAt: sql`now()`, endedReason: reason })
    .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt), except ? ne(sessions.id, except) : undefined))
    .returning({ id: sessions.id });
  return ended.length;
}

/** Ends every open session of everybody. */
export const endAllSessions = (tx: Tx, reason: string) =>
  tx
    .update(sessions)
    .set({ endedAt: sql`now()`, endedReason: reason })
    .where(isNull(sessions.endedAt));

/** Notes that the session's person has just shown who it is; `factor`: by more than a password. */
export async function proveSession(tx: Tx, id: number, factor?: Factor): Promise<void> {
  await tx
    .update(sessions)
    .set({ provenAt: sql`now()`, ...(factor && { factor, factorDue: false }) })
    .where(eq(sessions.id, id));
}
