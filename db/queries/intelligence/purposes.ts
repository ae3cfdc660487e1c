import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { purposes } from "@/db/schema/intelligence/purposes";

const isActors = eq(purposes.userId, sql`(select app.actor_id())`);

/** Why the actor looks, as it last said; undefined when that is over. */
export const findPurpose = async (tx: Tx) =>
  (
    await tx
      .select({
        id: purposes.id,
        purpose: purposes.purpose,
        authority: purposes.authority,
        caseId: purposes.caseId,
        createdAt: purposes.createdAt,
        expiresAt: purposes.expiresAt,
      })
      .from(purposes)
      .where(and(isActors, isNull(purposes.endedAt), gt(purposes.expiresAt, sql`now()`)))
      .orderBy(desc(purposes.id))
      .limit(1)
  )[0];

/** Ends what the actor looked for so far. */
export const endPurposes = (tx: Tx) =>
  tx
    .update(purposes)
    .set({ endedAt: sql`now()` })
    .where(and(isActors, isNull(purposes.endedAt)));

/** Hours after which a purpose has to be said again. */
const PURPOSE_HOURS = 12;

export const insertPurpose = async (
  tx: Tx,
  row: Pick<typeof purposes.$inferInsert, "organizationId" | "userId" | "purpose" | "authority" | "caseId">,
) =>
  (
    await tx
      .insert(purposes)
      .values({ ...row, expiresAt: sql`now() + make_interval(hours => ${PURPOSE_HOURS})` })
      .returning({ id: purposes.id })
  )[0]!;
