import { fulfilRequests as close } from "@/db/queries/assessment/write-evidence-request";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/kernel/database";
import { notify } from "@/lib/notify/notify";
import { reviewPath } from "./links";

/** Closes the requests that a file just linked to a response fulfils, and tells who asked. */
export async function fulfilRequests(
  tx: Tx,
  actor: Actor,
  link: {
    organizationId: number;
    productId: number;
    userId: number;
    questionId: number | null;
    question: string;
    responseId: number;
  },
): Promise<void> {
  const fulfilled = await close(tx, { ...link, linkedBy: actor.userId });
  const askers = fulfilled.map(({ requested_by }) => requested_by);
  await notify(tx, actor, askers, {
    organizationId: link.organizationId,
    kind: "evidence_fulfilled",
    subject: `Evidence added: ${link.question}`,
    detail: fulfilled.map(({ text }) => text).join(" "),
    link: reviewPath(link.responseId),
  });
}
