import { and, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { products } from "@/db/schema/assessment/products";
import { assignments } from "@/db/schema/identity/assignments";
import { organizations } from "@/db/schema/identity/organizations";
import { users } from "@/db/schema/identity/users";
import { contains } from "./contains";

const count = (tx: Tx, table: typeof users | typeof products | typeof assignments) =>
  sql<number>`(${tx
    .select({ n: sql`count(*)::int` })
    .from(table)
    .where(eq(table.organizationId, organizations.id))})`;

const summary = (tx: Tx) => ({
  id: organizations.id,
  name: organizations.name,
  isDemo: organizations.isDemo,
  createdAt: organizations.createdAt,
  users: count(tx, users),
  products: count(tx, products),
  leads: count(tx, assignments),
});

/** Organizations by name, those after a name. */
export async function findOrganizations(tx: Tx, page: { q?: string; after?: string; limit: number }) {
  return await tx
    .select(summary(tx))
    .from(organizations)
    .where(
      and(
        page.q ? contains([organizations.name], page.q) : undefined,
        page.after === undefined ? undefined : sql`lower(${organizations.name}) > lower(${page.after})`,
      ),
    )
    .orderBy(sql`lower(${organizations.name})`)
    .limit(page.limit);
}

export async function findOrganizationSummary(tx: Tx, id: number) {
  const [row] = await tx.select(summary(tx)).from(organizations).where(eq(organizations.id, id));
  return row;
}

export async function renameOrganizationTo(tx: Tx, id: number, name: string): Promise<void> {
  await tx
    .update(organizations)
    .set({ name, updatedAt: sql`now()` })
    .where(eq(organizations.id, id));
}

export async function findOrganizationNames(tx: Tx, ids: number[]) {
  return await tx
    .select({ id: organizations.id, name: organizations.name })
    .from(organizations)
    .where(inArray(organizations.id, ids));
}
