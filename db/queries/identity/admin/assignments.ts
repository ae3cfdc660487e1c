import { and, asc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { assignments } from "@/db/schema/identity/assignments";
import { organizations } from "@/db/schema/identity/organizations";
import { users } from "@/db/schema/identity/users";

/** Who reviews whom: of an organization, of a lead, or both, by the lead's name. */
export async function findAssignments(tx: Tx, filter: { organizationId?: number; leadId?: number; limit: number }) {
  return await tx
    .select({
      id: assignments.id,
      organizationId: assignments.organizationId,
      organization: organizations.name,
      leadId: assignments.leadId,
      username: users.username,
      email: users.email,
      firstName: users.firstName,
      lastName: users.lastName,
      isActive: users.isActive,
      createdAt: assignments.createdAt,
    })
    .from(assignments)
    .innerJoin(organizations, eq(organizations.id, assignments.organizationId))
    .innerJoin(users, eq(users.id, assignments.leadId))
    .where(
      and(
        filter.organizationId === undefined ? undefined : eq(assignments.organizationId, filter.organizationId),
        filter.leadId === undefined ? undefined : eq(assignments.leadId, filter.leadId),
      ),
    )
    .orderBy(asc(users.lastName), asc(users.username), asc(organizations.name))
    .limit(filter.limit);
}

/** False: it was there already. */
export async function insertAssignment(tx: Tx, organizationId: number, leadId: number): Promise<boolean> {
  const made = await tx
    .insert(assignments)
    .values({ organizationId, leadId })
    .onConflictDoNothing()
    .returning({ id: assignments.id });
  return made.length > 0;
}

export async function deleteAssignment(tx: Tx, organizationId: number, leadId: number): Promise<void> {
  await tx
    .delete(assignments)
    .where(and(eq(assignments.organizationId, organizationId), eq(assignments.leadId, leadId)));
}
