import { closeRoundRow, lockRound, listRoundRows } from "@/db/queries/assessment/rounds";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { announceRound } from "./announce-round";
import { describeRound, roundAccess, type Round } from "./list-rounds";
import { canRunRounds } from "./policy";
import { closeRoundInput } from "./round-input";
import { takeSnapshot } from "./take-snapshot";

/**
 * Closes a product's round: keeps a snapshot of it, and makes its answers read-only until the next one is started. What
 * still waits for a verdict stays as it is.
 * @throws Fault conflict for a round that is not the open one, or in which nothing is answered
 */
export const closeRound = command({
  action: "assessment.round.close",
  scope: "products:write",
  subject: "product",
  input: closeRoundInput,
  target: (tx, input) => lockRound(tx, input.product_id),
  allow: (actor, product) => canRunRounds(actor, roundAccess(product)),
  run: async (context, input): Promise<Round> => {
    const { tx, actor, target: product } = context;
    if (product.round_closed || input.number !== product.round) {
      const current = product.round_closed ? "No round is open." : `Round ${product.round} is the open one.`;
      throw new Fault("conflict", `Round ${input.number} cannot be closed. ${current}`);
    }
    if (product.answered === 0)
      throw new Fault("conflict", "Nothing is answered in this round yet, so there is nothing to close.");
    await takeSnapshot(tx, product.id, product.owner_id, "close");
    await closeRoundRow(tx, { organizationId: product.organization_id, id: product.id, round: product.round });
    const [row] = await listRoundRows(tx, product.id, null, 1);
    await announceRound(tx, actor, product, "round_closed", describeRound(row!));
    return describeRound(row!);
  },
});
