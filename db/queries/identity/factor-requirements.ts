import { eq, sql, type SQL } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { factorRequirements } from "@/db/schema/identity/factor-requirements";
import { organizations } from "@/db/schema/identity/organizations";
import type { Role } from "@/db/schema/identity/users";

/** Everybody of a role, or of an organization. */
export type Required = { role: Role } | { organizationId: number };

const about = (whom: Required): SQL | undefined =>
  "role" in whom ? eq(factorRequirements.role, whom.role) : eq(factorRequirements.organizationId, whom.organizationId);

/** Who must have a second factor: roles, and organizations by name. */
export const listRequirements = (tx: Tx, limit: number) =>
  tx
    .select({
      role: factorRequirements.role,
      organizationId: factorRequirements.organizationId,
      organization: organizations.name,
    })
    .from(factorRequirements)
    .leftJoin(organizations, eq(organizations.id, factorRequirements.organizationId))
    .orderBy(sql`lower(${organizations.name}) nulls first`)
    .limit(limit);

export async function requirementStands(tx: Tx, whom: Required): Promise<boolean> {
  return (await tx.select({ id: factorRequirements.id }).from(factorRequirements).where(about(whom))).length > 0;
}

export async function insertRequirement(tx: Tx, whom: Required): Promise<void> {
  await tx.insert(factorRequirements).values(whom).onConflictDoNothing();
}

export async function deleteRequirement(tx: Tx, whom: Required): Promise<void> {
  await tx.delete(factorRequirements).where(about(whom));
}
