import type { Statement, Tx } from "@/db/client";

export interface OpenSession {
  id: number;
  userId: number;
  username: string;
  role: string;
  organization: string;
  ipAddress: string | null;
  userAgent: string | null;
  createdAt: Date;
  seenAt: Date;
}

const sessionsStatement: Statement = {
  name: "list_open_sessions",
  text: `select s.id, s.user_id as "userId", u.username, u.role, o.name as organization, s.ip_address as "ipAddress",
      s.user_agent as "userAgent", s.created_at as "createdAt", coalesce(l.seen_at, s.created_at) as "seenAt"
    from sessions s join users u on u.id = s.user_id join organizations o on o.id = u.organization_id
      left join last_seen l on l.kind = 'session' and l.record_id = s.id
    where s.ended_at is null and s.expires_at > now() and coalesce(l.seen_at, s.created_at) > now() - make_interval(secs => $1)
      and ($2::integer is null or s.id < $2)
      and ($3::text is null or strpos(lower(u.username), lower($3)) > 0 or strpos(lower(u.email), lower($3)) > 0)
    order by s.id desc limit $4`,
};

export interface AccessPage {
  q?: string;
  before?: number;
  limit: number;
}

/** Everybody's sessions that hold, the newest first. */
export const findOpenSessions = (tx: Tx, idleSeconds: number, { q, before, limit }: AccessPage) =>
  tx.send<OpenSession>(sessionsStatement, [idleSeconds, before ?? null, q || null, limit]);

export interface AnyKey {
  id: number;
  userId: number;
  username: string;
  name: string;
  prefix: string;
  scopes: string[];
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  seenAt: Date | null;
}

const keysStatement: Statement = {
  name: "list_every_key",
  text: `select k.id, k.user_id as "userId", u.username, k.name, k.prefix, k.scopes, k.created_at as "createdAt",
      k.expires_at as "expiresAt", k.revoked_at as "revokedAt", l.seen_at as "seenAt"
    from api_keys k join users u on u.id = k.user_id left join last_seen l on l.kind = 'key' and l.record_id = k.id
    where ($1::integer is null or k.id < $1)
      and ($2::text is null or strpos(lower(u.username), lower($2)) > 0 or strpos(lower(k.name), lower($2)) > 0 or starts_with(k.prefix, $2))
    order by k.id desc limit $3`,
};

/** Everybody's keys, the newest first, those that stopped too. */
export const findEveryKey = (tx: Tx, { q, before, limit }: AccessPage) =>
  tx.send<AnyKey>(keysStatement, [before ?? null, q || null, limit]);
