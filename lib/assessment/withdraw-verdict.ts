import { z } from "zod";
import { findReviewed, lockSetOfResponse } from "@/db/queries/assessment/reviews";
import { findComment, findNewestBeside, findThreadProduct } from "@/db/queries/assessment/threads";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { announceComment } from "./announce-comment";
import { judge, reviewAccess } from "./judge";
import { canReview } from "./policy";
import { refuseClosed } from "./refuse-closed";

/** Minutes in which a verdict can be taken back. */
export const WITHDRAW_MINUTES = 10;

/** What stood before a verdict, by what it says. */
const before = {
  approved: "submitted",
  needs_revision: "submitted",
  rejected: "submitted",
  reopened: "approved",
} as const;

/**
 * Takes one's own verdict back, as another row in the thread: within ten minutes and while nothing else has happened to
 * the answer or in its thread.
 * @throws Fault conflict when it is too late, locked when the round is closed
 */
export const withdrawVerdict = command({
  action: "assessment.verdict.withdraw",
  scope: "comments:write",
  subject: "verdict",
  input: z.object({ comment_id: id() }),
  target: async (tx, input) => {
    const verdict = await findComment(tx, input.comment_id);
    if (!verdict?.response_id || !verdict.status) return undefined;
    const [set, response, newest] = await Promise.all([
      lockSetOfResponse(tx, verdict.response_id),
      findReviewed(tx, verdict.response_id),
      findNewestBeside(tx, verdict.id),
    ]);
    return response && set ? { verdict, response, set, answerSetId: set.id, newest } : undefined;
  },
  allow: (actor, { verdict, response }) =>
    verdict.author_id === actor.userId && canReview(actor, reviewAccess(response)),
  run: async (context) => {
    const { tx, actor, target } = context;
    const { verdict, response } = target;
    const { status } = verdict;
    refuseClosed(target.set);
    if (status === null || status === "withdrawn") throw tooLate("It was taken back already.");
    const age = (Date.now() - verdict.created_at.getTime()) / 60_000;
    if (age > WITHDRAW_MINUTES) throw tooLate(`${WITHDRAW_MINUTES} minutes have passed.`);
    const stands = status === "reopened" ? "needs_revision" : status;
    if (response.version !== verdict.response_version || response.status !== stands || target.newest !== verdict.id)
      throw tooLate("The answer or its thread has moved on since.");
    const said = await judge(tx, actor, target, {
      says: "withdrawn",
      becomes: before[status],
      comment: "",
      parentCommentId: verdict.id,
    });
    const product = (await findThreadProduct(tx, response.product_id))!;
    // An approval that nobody was told of needs no correction.
    if (status !== "approved" || verdict.comment)
      await announceComment(context, actor, {
        product,
        response,
        verdict: "withdrawn",
        comment: "",
        commentId: said.id,
      });
    return { comment_id: said.id, response_id: response.id, response_status: before[status] };
  },
});

const tooLate = (why: string) => new Fault("conflict", `This verdict cannot be taken back any more. ${why}`);
