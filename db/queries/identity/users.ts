import { eq, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { assignments } from "@/db/schema/identity/assignments";
import { organizations } from "@/db/schema/identity/organizations";
import { users, type Role } from "@/db/schema/identity/users";

export interface NewUser {
  organizationId: number;
  username: string;
  email: string;
  role: Role;
  firstName: string;
  lastName: string;
  phone?: string;
  mustChangePassword?: boolean;
}

export async function insertUser(tx: Tx, user: NewUser): Promise<{ id: number }> {
  const [row] = await tx.insert(users).values(user).returning({ id: users.id });
  return row!;
}

const summary = {
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
  createdAt: users.createdAt,
};

export async function findUser(tx: Tx, id: number) {
  const [row] = await tx
    .select(summary)
    .from(users)
    .innerJoin(organizations, eq(organizations.id, users.organizationId))
    .where(eq(users.id, id));
  return row;
}

/** By user name or e-mail, in any case; the e-mail wins. */
export async function findUserByLogin(tx: Tx, login: string) {
  const [row] = await tx
    .select(summary)
    .from(users)
    .innerJoin(organizations, eq(organizations.id, users.organizationId))
    .where(or(sql`lower(${users.email}) = lower(${login})`, sql`lower(${users.username}) = lower(${login})`))
    .orderBy(sql`lower(${users.email}) = lower(${login}) desc`)
    .limit(1);
  return row;
}

export async function emailIsTaken(tx: Tx, email: string): Promise<boolean> {
  const rows = await tx
    .select({ id: users.id })
    .from(users)
    .where(sql`lower(${users.email}) = lower(${email})`);
  return rows.length > 0;
}

export async function anyUserExists(tx: Tx): Promise<boolean> {
  return (await tx.select({ id: users.id }).from(users).limit(1)).length > 0;
}

/** Waits for whoever else is making the first account; the lock ends with the transaction. */
export async function lockFirstUser(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('securesphere.first-user'))`);
}

export async function setUserActive(tx: Tx, id: number, isActive: boolean): Promise<void> {
  await tx
    .update(users)
    .set({ isActive, disabledAt: isActive ? null : sql`now()`, updatedAt: sql`now()` })
    .where(eq(users.id, id));
}

/** Takes the person out of an account; false: that has happened before. */
export async function erasePersonRow(tx: Tx, id: number): Promise<boolean> {
  const { rows } = await tx.execute<{ done: boolean }>(sql`select app.erase_person(${id}) as done`);
  return rows[0]!.done;
}

export async function setUserRole(tx: Tx, id: number, role: Role): Promise<void> {
  await tx
    .update(users)
    .set({ role, updatedAt: sql`now()` })
    .where(eq(users.id, id));
}

export async function deleteAssignmentsOf(tx: Tx, leadId: number): Promise<void> {
  await tx.delete(assignments).where(eq(assignments.leadId, leadId));
}

/** All accounts within reach, in order of their ids. */
export async function listAllUsers(tx: Tx) {
  return await tx
    .select(summary)
    .from(users)
    .innerJoin(organizations, eq(organizations.id, users.organizationId))
    .orderBy(users.id);
}

/** Changes the actor's own names and phone; nothing else about an account is its own to change. */
export async function updateOwnProfile(tx: Tx, profile: { firstName: string; lastName: string; phone: string }) {
  await tx.execute(sql`select app.update_own_profile(${profile.firstName}, ${profile.lastName}, ${profile.phone})`);
}
