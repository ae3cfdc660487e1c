import { and, asc, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { caseTemplates } from "@/db/schema/intelligence/case-templates";

const columns = {
  id: caseTemplates.id,
  organization_id: caseTemplates.organizationId,
  name: caseTemplates.name,
  type: caseTemplates.type,
  priority: caseTemplates.priority,
  summary: caseTemplates.summary,
  marking: caseTemplates.marking,
  tasks: caseTemplates.tasks,
  is_active: caseTemplates.isActive,
  version: caseTemplates.version,
};

type TemplateRow = Awaited<ReturnType<typeof listTemplateRows>>[number];

/** The templates within reach, by name; those that are put away last. */
export const listTemplateRows = (tx: Tx, limit: number) =>
  tx
    .select(columns)
    .from(caseTemplates)
    .orderBy(sql`${caseTemplates.isActive} desc`, asc(caseTemplates.name))
    .limit(limit);

export const findTemplate = async (tx: Tx, id: number): Promise<TemplateRow | undefined> =>
  (await tx.select(columns).from(caseTemplates).where(eq(caseTemplates.id, id)))[0];

export const insertTemplate = async (tx: Tx, row: typeof caseTemplates.$inferInsert): Promise<number> =>
  (await tx.insert(caseTemplates).values(row).returning({ id: caseTemplates.id }))[0]!.id;

/** Changes a template if `version` is still its version; says whether it was. */
export async function updateTemplateRow(
  tx: Tx,
  id: number,
  version: number,
  changes: Partial<typeof caseTemplates.$inferInsert>,
): Promise<boolean> {
  const changed = await tx
    .update(caseTemplates)
    .set({ ...changes, version: sql`${caseTemplates.version} + 1`, updatedAt: sql`now()` })
    .where(and(eq(caseTemplates.id, id), eq(caseTemplates.version, version)))
    .returning({ id: caseTemplates.id });
  return changed.length === 1;
}
