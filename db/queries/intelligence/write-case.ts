import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { caseTexts } from "@/db/schema/intelligence/case-texts";
import { cases } from "@/db/schema/intelligence/cases";
import { userCaseLinks } from "@/db/schema/intelligence/user-case-links";

export type NewCase = Omit<typeof cases.$inferInsert, "number"> &
  Pick<typeof caseTexts.$inferInsert, "summary" | "marking" | "ownMarking">;

const numberStatement = { name: "next_case_number", text: `select app.next_case_number($1) as number` };

/**
 * A new case under the next number of the agency's year, with whoever opens it as its lead. Whoever opens cases at once
 * waits for the number, so that none is left out.
 */
export async function openCase(tx: Tx, row: NewCase): Promise<{ id: number; number: string }> {
  const { summary, marking, ownMarking, ...line } = row;
  const { organizationId, createdBy } = row;
  const [{ number }] = (await tx.send<{ number: string }>(numberStatement, [organizationId])) as [{ number: string }];
  const id = (
    await tx
      .insert(cases)
      .values({ ...line, number })
      .returning({ id: cases.id })
  )[0]!.id;
  const part = { organizationId, caseId: id };
  await tx
    .insert(userCaseLinks)
    .values({ ...part, userId: createdBy, role: "lead", canEdit: true, canManage: true, addedBy: createdBy });
  await tx.insert(caseTexts).values({ ...part, summary, marking, ownMarking });
  return { id, number };
}

/** Changes a case if `version` is still its version; says whether it was. */
export async function updateCaseRow(
  tx: Tx,
  id: number,
  version: number,
  changes: Partial<typeof cases.$inferInsert>,
): Promise<boolean> {
  const changed = await tx
    .update(cases)
    .set({ ...changes, version: sql`${cases.version} + 1`, updatedAt: sql`now()` })
    .where(and(eq(cases.id, id), eq(cases.version, version)))
    .returning({ id: cases.id });
  return changed.length === 1;
}

/** What a case says of itself; only what is given changes. */
export async function saveCaseTexts(
  tx: Tx,
  of: { organizationId: number; caseId: number },
  changes: Partial<Pick<typeof caseTexts.$inferInsert, "summary" | "resolution" | "marking" | "ownMarking">>,
): Promise<void> {
  if (Object.values(changes).every((value) => value === undefined)) return;
  await tx
    .update(caseTexts)
    .set(changes)
    .where(and(eq(caseTexts.organizationId, of.organizationId), eq(caseTexts.caseId, of.caseId)));
}
