import { listThreadRecipients } from "@/db/queries/assessment/recipients";
import type { RoundProductRow } from "@/db/queries/assessment/rounds";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/kernel/database";
import { notify } from "@/lib/notify/notify";
import type { Round } from "./list-rounds";
import { roundsPath } from "./links";
import { roundTitle } from "./round-input";

const words = {
  round_started: { verb: "started", detail: "All answers are drafts again: confirm or change them, then submit." },
  round_closed: { verb: "closed", detail: "Its answers are read-only until the next round is started." },
};

/** Tells a product's owner, its members, those who took part in its thread, and its leads. */
export async function announceRound(
  tx: Tx,
  actor: Actor,
  product: RoundProductRow,
  kind: keyof typeof words,
  round: Round,
): Promise<void> {
  const recipients = await listThreadRecipients(tx, {
    organizationId: product.organization_id,
    productId: product.id,
    responseId: null,
    leads: true,
  });
  await notify(
    tx,
    actor,
    recipients.map(({ id }) => id),
    {
      organizationId: product.organization_id,
      kind,
      subject: `${roundTitle(round)} of ${product.name} ${words[kind].verb}`,
      detail: words[kind].detail,
      link: roundsPath(product.id),
    },
  );
}
