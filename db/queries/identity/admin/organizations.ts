import { and, asc, eq, sql } from "drizzle-orm";
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

export type OrganizationSummary = Awaited<ReturnType<typeof findOrganizations>>[number];

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

/** Products of an organization with how far they are, by name. */
export async function findProductsOf(tx: Tx, organizationId: number, limit: number) {
  return await tx
    .select({
      id: products.id,
      name: products.name,
      archivedAt: products.archivedAt,
      owner: sql<string>`coalesce(nullif(trim(${users.firstName} || ' ' || ${users.lastName}), ''), ${users.username})`,
      updatedAt: products.updatedAt,
    })
    .from(products)
    .innerJoin(users, and(eq(users.organizationId, products.organizationId), eq(users.id, products.ownerId)))
    .where(eq(products.organizationId, organizationId))
    .orderBy(asc(products.name))
    .limit(limit);
}
