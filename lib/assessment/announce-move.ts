import type { MoveProductRow } from "@/db/queries/assessment/moves";
import { listThreadRecipients } from "@/db/queries/assessment/recipients";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/kernel/database";
import { notify } from "@/lib/notify/notify";
import { productPath } from "./links";
import type { MoveCounts } from "./move-plan";

/**
 * Tells that a product moved to another version, once: its owner, members and leads, those who took part in its thread,
 * and those with answer sets of their own. `counts` are of the product's own set, `added` the new questions.
 */
export async function announceMove(
  tx: Tx,
  actor: Actor,
  product: MoveProductRow,
  to: { id: number; version: string },
  counts: MoveCounts & { added: number },
  setsOf: readonly number[],
): Promise<void> {
  const { id: productId, organization_id: organizationId, name, questionnaire } = product;
  const recipients = await listThreadRecipients(tx, { organizationId, productId, responseId: null, leads: true });
  await notify(tx, actor, [...recipients.map(({ id }) => id), ...setsOf], {
    organizationId,
    kind: "product_moved",
    subject: `${name} moved to version ${to.version} of ${questionnaire}`,
    detail: `Of its answers ${counts.keep} kept, ${counts.ask_again} to answer again, ${counts.drop} dropped. New questions: ${counts.added}.`,
    link: productPath(productId),
    key: `move:${productId}:${to.id}`,
  });
}
