import { and, desc, eq, isNotNull, isNull, lt, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client";
import { organizations } from "@/db/schema/identity/organizations";
import { userInvitations } from "@/db/schema/identity/user-invitations";
import { users, type Role } from "@/db/schema/identity/users";
import { contains } from "./contains";

export const invitationStates = ["open", "expired", "accepted", "revoked"] as const;
type InvitationState = (typeof invitationStates)[number];

const waiting = and(isNull(userInvitations.acceptedAt), isNull(userInvitations.revokedAt));
const conditions: Record<InvitationState, SQL | undefined> = {
  open: and(waiting, sql`${userInvitations.expiresAt} > now()`),
  expired: and(waiting, sql`${userInvitations.expiresAt} <= now()`),
  accepted: isNotNull(userInvitations.acceptedAt),
  revoked: and(isNull(userInvitations.acceptedAt), isNotNull(userInvitations.revokedAt)),
};
const state = sql<InvitationState>`case when ${userInvitations.acceptedAt} is not null then 'accepted'
  when ${userInvitations.revokedAt} is not null then 'revoked'
  when ${userInvitations.expiresAt} <= now() then 'expired' else 'open' end`;

export interface InvitationFilter {
  q?: string;
  state?: InvitationState;
  organizationId?: number;
  /** Those made before the one with this id. */
  before?: number;
  limit: number;
}

const inviter = alias(users, "inviter");

/** Invitations, the latest first. */
export async function findInvitations(tx: Tx, filter: InvitationFilter) {
  return await tx
    .select({
      id: userInvitations.id,
      organizationId: userInvitations.organizationId,
      organization: organizations.name,
      email: userInvitations.email,
      role: sql<Role>`${userInvitations.role}`,
      state,
      inviter: inviter.username,
      acceptedUserId: userInvitations.acceptedUserId,
      expiresAt: userInvitations.expiresAt,
      acceptedAt: userInvitations.acceptedAt,
      createdAt: userInvitations.createdAt,
    })
    .from(userInvitations)
    .innerJoin(organizations, eq(organizations.id, userInvitations.organizationId))
    .leftJoin(inviter, eq(inviter.id, userInvitations.inviterId))
    .where(
      and(
        filter.q ? contains([userInvitations.email], filter.q) : undefined,
        filter.state && conditions[filter.state],
        filter.organizationId === undefined ? undefined : eq(userInvitations.organizationId, filter.organizationId),
        filter.before === undefined ? undefined : lt(userInvitations.id, filter.before),
      ),
    )
    .orderBy(desc(userInvitations.id))
    .limit(filter.limit);
}
