import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { answerSets } from "@/db/schema/assessment/answer-sets";
import { productMembers } from "@/db/schema/assessment/product-members";
import { products } from "@/db/schema/assessment/products";

/** What is typed about a product. `targetLevel` is 0 to 5. */
export interface ProductDetails {
  name: string;
  description: string;
  url: string;
  language: string;
  cloudPlatform: string;
  cicdPlatform: string;
  targetLevel: number | null;
}

export interface NewProduct extends ProductDetails {
  organizationId: number;
  ownerId: number;
  questionnaireVersionId: number;
}

/** Inserts a product with its owner's answer set, which is the product's. */
export async function insertProduct(tx: Tx, product: NewProduct): Promise<number> {
  const [row] = await tx.insert(products).values(product).returning({ id: products.id });
  const { organizationId, ownerId: userId } = product;
  await tx.insert(answerSets).values({ organizationId, productId: row!.id, userId });
  return row!.id;
}

/** Changes a product if `version` is still its version; says whether it was. */
export async function updateProductDetails(
  tx: Tx,
  id: number,
  version: number,
  details: Partial<ProductDetails> & { ownerId?: number; archivedAt?: Date | null },
): Promise<boolean> {
  const changed = await tx
    .update(products)
    .set({ ...details, version: sql`${products.version} + 1`, updatedAt: sql`now()` })
    .where(and(eq(products.id, id), eq(products.version, version)))
    .returning({ id: products.id });
  return changed.length === 1;
}

/** Hands the product's answers to another user of the organization: the set with its responses, scores and snapshots. */
export async function moveAnswerSet(tx: Tx, productId: number, fromUserId: number, toUserId: number): Promise<void> {
  await tx
    .update(answerSets)
    .set({ userId: toUserId })
    .where(and(eq(answerSets.productId, productId), eq(answerSets.userId, fromUserId)));
}

/** Makes users members; those who are already stay so. */
export async function insertMembers(
  tx: Tx,
  product: { id: number; organizationId: number },
  userIds: number[],
): Promise<void> {
  if (userIds.length === 0) return;
  const rows = userIds.map((userId) => ({ organizationId: product.organizationId, productId: product.id, userId }));
  await tx.insert(productMembers).values(rows).onConflictDoNothing();
}

/** Takes a member away; says whether there was one. */
export async function deleteMember(tx: Tx, productId: number, userId: number): Promise<boolean> {
  const gone = await tx
    .delete(productMembers)
    .where(and(eq(productMembers.productId, productId), eq(productMembers.userId, userId)))
    .returning({ id: productMembers.id });
  return gone.length > 0;
}
