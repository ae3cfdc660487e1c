import { and, asc, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { apiKeys } from "@/db/schema/identity/api-keys";
import { authenticators } from "@/db/schema/identity/authenticators";
import { lastSeen } from "@/db/schema/identity/last-seen";
import { organizations } from "@/db/schema/identity/organizations";
import { passkeys } from "@/db/schema/identity/passkeys";
import { sessions } from "@/db/schema/identity/sessions";
import { users, type Role } from "@/db/schema/identity/users";
import { contains } from "./contains";

export interface UserFilter {
  q?: string;
  role?: Role;
  organizationId?: number;
  isActive?: boolean;
  /** Those whose user name comes after this one. */
  after?: string;
  limit: number;
}

/** When one of an account's latest sessions was last used; null: never signed in. */
const seenAt = (tx: Tx) => {
  const latest = tx
    .select({ id: sessions.id, createdAt: sessions.createdAt })
    .from(sessions)
    .where(eq(sessions.userId, users.id))
    .orderBy(sql`${sessions.id} desc`)
    .limit(20)
    .as("latest");
  return sql<Date | null>`(${tx
    .select({ at: sql`max(coalesce(${lastSeen.seenAt}, ${latest.createdAt}))` })
    .from(latest)
    .leftJoin(lastSeen, and(eq(lastSeen.kind, "session"), eq(lastSeen.recordId, latest.id)))})`.mapWith(
    users.createdAt,
  );
};

const summary = (tx: Tx) => ({
  id: users.id,
  organizationId: users.organizationId,
  organization: organizations.name,
  username: users.username,
  email: users.email,
  role: users.role,
  firstName: users.firstName,
  lastName: users.lastName,
  phone: users.phone,
  isActive: users.isActive,
  erasedAt: users.erasedAt,
  disabledAt: users.disabledAt,
  createdAt: users.createdAt,
  seenAt: seenAt(tx),
});

/** Accounts by user name. */
export async function findUsers(tx: Tx, filter: UserFilter) {
  return await tx
    .select(summary(tx))
    .from(users)
    .innerJoin(organizations, eq(organizations.id, users.organizationId))
    .where(
      and(
        filter.q ? contains([users.firstName, users.lastName, users.username, users.email], filter.q) : undefined,
        filter.role && eq(users.role, filter.role),
        filter.organizationId === undefined ? undefined : eq(users.organizationId, filter.organizationId),
        filter.isActive === undefined ? undefined : eq(users.isActive, filter.isActive),
        filter.after === undefined ? undefined : sql`lower(${users.username}) > lower(${filter.after})`,
      ),
    )
    .orderBy(asc(sql`lower(${users.username})`))
    .limit(filter.limit);
}

/** One account with what its administration needs to see; sessions count that are open and not idle for too long. */
export async function findUserDetails(tx: Tx, id: number, idleSeconds: number) {
  const openSessions = sql<number>`(select count(*)::int from ${sessions} s
    left join ${lastSeen} l on l.kind = 'session' and l.record_id = s.id
    where s.user_id = ${users.id} and s.ended_at is null and s.expires_at > now()
      and coalesce(l.seen_at, s.created_at) > now() - make_interval(secs => ${idleSeconds}))`;
  const openKeys = sql<number>`(select count(*)::int from ${apiKeys} k
    where k.user_id = ${users.id} and k.revoked_at is null and (k.expires_at is null or k.expires_at > now()))`;
  const secondFactors = sql<number>`(select count(*)::int from ${authenticators} a
      where a.user_id = ${users.id} and a.confirmed_at is not null)
    + (select count(*)::int from ${passkeys} p where p.user_id = ${users.id})`;
  const [row] = await tx
    .select({ ...summary(tx), secondFactors, mustChangePassword: users.mustChangePassword, openSessions, openKeys })
    .from(users)
    .innerJoin(organizations, eq(organizations.id, users.organizationId))
    .where(eq(users.id, id));
  return row;
}
