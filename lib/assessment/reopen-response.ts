import { z } from "zod";
import { findReviewed, lockSetOfResponse } from "@/db/queries/assessment/reviews";
import { findThreadProduct } from "@/db/queries/assessment/threads";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { id, requiredText, whole } from "@/lib/kernel/input";
import { announceComment } from "./announce-comment";
import { judge, reviewAccess, standing, staleVerdict } from "./judge";
import { canReview } from "./policy";
import { refuseClosed } from "./refuse-closed";

/**
 * Unlocks an approved response with a reason, so that it can be revised: it needs revision then, and its score counts as
 * validated no more.
 * @throws Fault conflict for one that is not approved, locked when the round is closed, stale_version for another version than the one seen
 */
export const reopenResponse = command({
  action: "assessment.response.reopen",
  scope: "comments:write",
  subject: "response",
  input: z.object({ response_id: id(), reason: requiredText(10_000), response_version: whole(1, 2_147_483_647) }),
  reason: (input) => input.reason,
  target: async (tx, input) => {
    const [set, response] = await Promise.all([
      lockSetOfResponse(tx, input.response_id),
      findReviewed(tx, input.response_id),
    ]);
    return response && set ? { response, set, answerSetId: set.id } : undefined;
  },
  allow: (actor, { response }) => canReview(actor, reviewAccess(response)),
  run: async (context, input) => {
    const { tx, actor, target } = context;
    const { response } = target;
    refuseClosed(target.set);
    if (response.version !== input.response_version) throw staleVerdict(response);
    if (response.status !== "approved")
      throw new Fault("conflict", "Only an approved answer can be reopened.", {
        details: { current: standing(response) },
      });
    const said = await judge(tx, actor, target, {
      says: "reopened",
      becomes: "needs_revision",
      comment: input.reason,
    });
    const product = (await findThreadProduct(tx, response.product_id))!;
    await announceComment(context, actor, {
      product,
      response,
      verdict: "reopened",
      comment: input.reason,
      commentId: said.id,
    });
    return { comment_id: said.id, response_id: response.id, response_status: "needs_revision" as const };
  },
});
