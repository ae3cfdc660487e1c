import { createAnswerSet, lockAnswerSet, type LockedSetRow } from "@/db/queries/assessment/answer-set";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/kernel/database";
import { invalidField } from "@/lib/kernel/fault";
import { canAnswer } from "./policy";
import { refreshModel } from "./refresh-model";

type StoredAccess = Pick<LockedSetRow, "organization_id" | "owner_id" | "is_member" | "archived" | "user_id">;

/** Whether an actor writes into an answer set, as it is stored. */
export const mayAnswer = (actor: Actor, set: StoredAccess) =>
  canAnswer(actor, {
    organizationId: set.organization_id,
    ownerId: set.owner_id,
    isMember: set.is_member,
    archived: set.archived,
    userId: set.user_id,
  });

/**
 * The first answers make a set, with what its model makes of no answer; a concurrent save waits for it on the set's unique
 * key. The set is locked.
 */
export async function openSet(tx: Tx, { id, user_id }: Pick<LockedSetRow, "id" | "user_id">): Promise<LockedSetRow> {
  await createAnswerSet(tx, id, user_id);
  const opened = await lockAnswerSet(tx, id, user_id);
  if (!opened || opened.answer_set_id === null)
    throw invalidField("user_id", "is not a user of the product's organization");
  await refreshModel(tx, { ...opened, product_id: opened.id });
  return opened;
}
