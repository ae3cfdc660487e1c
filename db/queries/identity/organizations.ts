import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { organizations } from "@/db/schema/identity/organizations";

export async function findOrganization(tx: Tx, id: number) {
  const [row] = await tx
    .select({ id: organizations.id, name: organizations.name })
    .from(organizations)
    .where(eq(organizations.id, id));
  return row;
}

export async function findOrganizationByName(tx: Tx, name: string) {
  const [row] = await tx
    .select({ id: organizations.id, name: organizations.name })
    .from(organizations)
    .where(sql`lower(${organizations.name}) = lower(${name})`);
  return row;
}

export async function insertOrganization(tx: Tx, name: string): Promise<{ id: number }> {
  const [row] = await tx.insert(organizations).values({ name }).returning({ id: organizations.id });
  return row!;
}
