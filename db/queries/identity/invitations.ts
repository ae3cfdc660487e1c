import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { organizations } from "@/db/schema/identity/organizations";
import { userInvitations } from "@/db/schema/identity/user-invitations";
import type { Role } from "@/db/schema/identity/users";

const columns = {
  id: userInvitations.id,
  organizationId: userInvitations.organizationId,
  organization: organizations.name,
  email: userInvitations.email,
  role: sql<Role>`${userInvitations.role}`,
  inviterId: userInvitations.inviterId,
  expiresAt: userInvitations.expiresAt,
  acceptedAt: userInvitations.acceptedAt,
  revokedAt: userInvitations.revokedAt,
};

export async function findInvitation(tx: Tx, id: number) {
  const [row] = await tx
    .select(columns)
    .from(userInvitations)
    .innerJoin(organizations, eq(organizations.id, userInvitations.organizationId))
    .where(eq(userInvitations.id, id));
  return row;
}

export interface NewInvitation {
  organizationId: number;
  email: string;
  role: Role;
  inviterId: number | null;
  tokenHash: Buffer;
  /** Seconds until it expires. */
  lifetime: number;
}

export async function insertInvitation(tx: Tx, { lifetime, ...invitation }: NewInvitation) {
  const [row] = await tx
    .insert(userInvitations)
    .values({ ...invitation, expiresAt: sql`now() + make_interval(secs => ${lifetime})` })
    .returning({ id: userInvitations.id, expiresAt: userInvitations.expiresAt });
  return row!;
}

export async function revokeInvitationById(tx: Tx, id: number): Promise<void> {
  await tx
    .update(userInvitations)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(userInvitations.id, id), isNull(userInvitations.acceptedAt), isNull(userInvitations.revokedAt)));
}

/** An e-mail has at most one open invitation: a new one replaces those before. */
export async function revokeOpenInvitationsTo(tx: Tx, email: string): Promise<void> {
  await tx
    .update(userInvitations)
    .set({ revokedAt: sql`now()` })
    .where(
      and(
        sql`lower(${userInvitations.email}) = lower(${email})`,
        isNull(userInvitations.acceptedAt),
        isNull(userInvitations.revokedAt),
        gt(userInvitations.expiresAt, sql`now()`),
      ),
    );
}

export interface OfferedInvitation {
  organization: string;
  email: string;
  role: Role;
  isOpen: boolean;
}

/** What an invitation link offers. Passes by the policies: who opens it is not known yet. */
export async function findOfferedInvitation(tx: Tx, tokenHash: Buffer): Promise<OfferedInvitation | undefined> {
  const result = await tx.execute(
    sql`select organization, email, role, is_open as "isOpen" from app.find_invitation(${tokenHash})`,
  );
  return result.rows[0] as OfferedInvitation | undefined;
}

export interface Acceptance {
  tokenHash: Buffer;
  username: string;
  firstName: string;
  lastName: string;
  passwordHash: string;
}

/** Makes the promised account, once; null when the invitation is not open any more. */
export async function acceptInvitationOnce(tx: Tx, given: Acceptance): Promise<number | null> {
  const result = await tx.execute<{ id: number | null }>(
    sql`select app.accept_invitation(${given.tokenHash}, ${given.username}, ${given.firstName}, ${given.lastName},
        ${given.passwordHash}) as id`,
  );
  return result.rows[0]?.id ?? null;
}
