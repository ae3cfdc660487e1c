import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { answerSets } from "@/db/schema/assessment/answer-sets";
import { leadComments } from "@/db/schema/assessment/lead-comments";
import { maturityScores } from "@/db/schema/assessment/maturity-scores";
import { productMembers } from "@/db/schema/assessment/product-members";
import { products } from "@/db/schema/assessment/products";
import { questionnaireResponses } from "@/db/schema/assessment/questionnaire-responses";
import { responseEvidence } from "@/db/schema/assessment/response-evidence";
import { responseRevisions } from "@/db/schema/assessment/response-revisions";
import { rounds } from "@/db/schema/assessment/rounds";
import { snapshots } from "@/db/schema/assessment/snapshots";
import { assignments } from "@/db/schema/identity/assignments";
import { organizations } from "@/db/schema/identity/organizations";
import { users } from "@/db/schema/identity/users";
import { notifications } from "@/db/schema/notify/notifications";

/** The e-mails of those who belong to the demo's organizations and may sign in. */
export async function listDemoEmails(tx: Tx): Promise<string[]> {
  const rows = await tx
    .select({ email: users.email })
    .from(users)
    .innerJoin(organizations, eq(organizations.id, users.organizationId))
    .where(and(organizations.isDemo, users.isActive));
  return rows.map(({ email }) => email);
}

/*
 * Inserts with times of their own choosing: what use cases cannot do and only the demo needs, to have a history.
 */

export async function insertOrganization(tx: Tx, name: string): Promise<number> {
  const [row] = await tx.insert(organizations).values({ name, isDemo: true }).returning({ id: organizations.id });
  return row!.id;
}

export async function insertAssignment(tx: Tx, organizationId: number, leadId: number): Promise<void> {
  await tx.insert(assignments).values({ organizationId, leadId });
}

/** A product with its members and its owner's answer set. Returns the product's id. */
export async function insertProduct(
  tx: Tx,
  product: typeof products.$inferInsert,
  memberIds: number[],
  set: Omit<typeof answerSets.$inferInsert, "organizationId" | "productId" | "userId">,
): Promise<number> {
  const [row] = await tx.insert(products).values(product).returning({ id: products.id });
  const place = { organizationId: product.organizationId, productId: row!.id };
  if (memberIds.length) await tx.insert(productMembers).values(memberIds.map((userId) => ({ ...place, userId })));
  await tx.insert(answerSets).values({ ...set, ...place, userId: product.ownerId });
  return row!.id;
}

export async function insertResponses(tx: Tx, rows: (typeof questionnaireResponses.$inferInsert)[]) {
  if (rows.length === 0) return [];
  return tx
    .insert(questionnaireResponses)
    .values(rows)
    .returning({ id: questionnaireResponses.id, questionId: questionnaireResponses.questionId });
}

export async function insertRevisions(tx: Tx, rows: (typeof responseRevisions.$inferInsert)[]): Promise<void> {
  if (rows.length) await tx.insert(responseRevisions).values(rows);
}

export async function insertEvidenceLinks(tx: Tx, rows: (typeof responseEvidence.$inferInsert)[]): Promise<void> {
  if (rows.length) await tx.insert(responseEvidence).values(rows);
}

export async function insertScores(tx: Tx, rows: (typeof maturityScores.$inferInsert)[]): Promise<void> {
  if (rows.length) await tx.insert(maturityScores).values(rows);
}

export async function insertSnapshots(tx: Tx, rows: (typeof snapshots.$inferInsert)[]): Promise<void> {
  if (rows.length) await tx.insert(snapshots).values(rows);
}

/** Closes a product's first round, and starts its second. */
export async function insertSecondRound(
  tx: Tx,
  product: { organizationId: number; productId: number; byId: number },
  { closedAt, nextAt }: { closedAt: number; nextAt: number },
): Promise<void> {
  const { organizationId, productId, byId } = product;
  const first = { closedAt: new Date(closedAt), closedBy: byId };
  await tx.update(rounds).set(first).where(eq(rounds.productId, productId));
  const second = { number: 2, name: "Follow-up", startedAt: new Date(nextAt), startedBy: byId };
  await tx.insert(rounds).values({ organizationId, productId, ...second });
  await tx.update(products).set({ round: 2 }).where(eq(products.id, productId));
}

export async function insertComment(tx: Tx, row: typeof leadComments.$inferInsert): Promise<number> {
  return (await tx.insert(leadComments).values(row).returning({ id: leadComments.id }))[0]!.id;
}

export async function insertComments(tx: Tx, rows: (typeof leadComments.$inferInsert)[]): Promise<void> {
  if (rows.length) await tx.insert(leadComments).values(rows);
}

export async function insertNotifications(tx: Tx, rows: (typeof notifications.$inferInsert)[]): Promise<void> {
  if (rows.length) await tx.insert(notifications).values(rows);
}
