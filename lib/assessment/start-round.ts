import { listRoundRows, lockRound, startRoundRow } from "@/db/queries/assessment/rounds";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { announceRound } from "./announce-round";
import { describeRound, roundAccess, type Round } from "./list-rounds";
import { canRunRounds } from "./policy";
import { startRoundInput } from "./round-input";

/**
 * Starts a product's next round. Answers are carried over with their scores and evidence, their review status is not: all
 * of them are drafts again, to be confirmed or changed and submitted anew. The same few statements for a thousand answers.
 * @throws Fault conflict while a round is open
 */
export const startRound = command({
  action: "assessment.round.start",
  scope: "products:write",
  subject: "product",
  input: startRoundInput,
  target: (tx, input) => lockRound(tx, input.product_id),
  allow: (actor, product) => canRunRounds(actor, roundAccess(product)),
  run: async (context, input): Promise<Round & { carried_over: number }> => {
    const { tx, actor, target: product } = context;
    if (!product.round_closed)
      throw new Fault("conflict", `Round ${product.round} is still open. Close it before the next one is started.`);
    const number = product.round + 1;
    const { organization_id: organizationId, id: productId } = product;
    const { carried } = await startRoundRow(tx, { organizationId, productId, number, name: input.name });
    const [row] = await listRoundRows(tx, productId, null, 1);
    const round = describeRound(row!);
    await announceRound(tx, actor, product, "round_started", round);
    return { ...round, carried_over: carried };
  },
});
