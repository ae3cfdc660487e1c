import { z } from "zod";
import { findReviewed, lockSetOfResponse, type ReviewedRow } from "@/db/queries/assessment/reviews";
import { findMentionable, insertMentions, type MentionableRow } from "@/db/queries/assessment/mentions";
import {
  findComment,
  findThreadProduct,
  insertComment,
  type CommentRow,
  type ThreadProductRow,
} from "@/db/queries/assessment/threads";
import { verdicts, type Verdict } from "@/db/schema/assessment/lead-comments";
import type { Role } from "@/db/schema/identity/users";
import type { Actor } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import type { Tx } from "@/lib/kernel/database";
import { Fault, invalidField } from "@/lib/kernel/fault";
import type { Context } from "@/lib/kernel/use-case";
import { id, text, whole } from "@/lib/kernel/input";
import { announceComment, announceFinishedReview } from "./announce-comment";
import { handlesIn, MOST_MENTIONS, namedIn } from "@/lib/kernel/mentions";
import { judge, reviewAccess, standing, staleVerdict } from "./judge";
import { canComment, canReview } from "./policy";
import { refuseClosed } from "./refuse-closed";
import { takeSnapshot } from "./take-snapshot";

export const saveLeadCommentInput = z
  .object({
    product_id: id(),
    /** Without one the comment is in the product's own thread. */
    response_id: id().optional(),
    comment: text(10_000).default(""),
    /** Makes it a review: a lead's verdict on what was submitted. */
    status: z.enum(verdicts).optional(),
    parent_comment_id: id().optional(),
    /** People to be told who are not named in the text by `@` and their user name: those are found there. */
    mentions: z.array(id()).max(MOST_MENTIONS).optional(),
    /** The version that was looked at. A verdict needs it. */
    response_version: whole(1, 2_147_483_647).optional(),
  })
  .check((ctx) => {
    const { comment, status, response_id, response_version } = ctx.value;
    const problem = (path: string, message: string) =>
      ctx.issues.push({ code: "custom", path: [path], message, input: ctx.value });
    if (status && response_id === undefined) problem("response_id", "is required for a verdict");
    if (status && response_version === undefined) problem("response_version", "is required for a verdict");
    if (!comment && status !== "approved")
      problem("comment", status ? "is required: say what has to change" : "is required");
  });

type Input = z.output<typeof saveLeadCommentInput>;

interface Target {
  product: ThreadProductRow;
  response: ReviewedRow | undefined;
  set: { id: number; closed: boolean } | undefined;
  parent: CommentRow | undefined;
  mentioned: MentionableRow[];
}

async function loadTarget(tx: Tx, input: Input): Promise<Target | undefined> {
  const { response_id: responseId } = input;
  // Sent together; of a verdict the first locks, and what follows sees what the lock waited for.
  const { mentions = [] } = input;
  const handles = handlesIn(input.comment);
  const [set, response, product, parent, found = []] = await Promise.all([
    responseId !== undefined && input.status ? lockSetOfResponse(tx, responseId) : undefined,
    responseId !== undefined ? findReviewed(tx, responseId, input.product_id) : undefined,
    findThreadProduct(tx, input.product_id),
    input.parent_comment_id === undefined ? undefined : findComment(tx, input.parent_comment_id),
    mentions.length + handles.length > 0 ? findMentionable(tx, input.product_id, mentions, handles) : undefined,
  ]);
  if (!product || (responseId !== undefined && !response)) return undefined;
  const mentioned = namedIn(input.comment, found, mentions);
  return { product, response, set, parent, mentioned };
}

export interface SavedComment {
  comment_id: number;
  product_id: number;
  response_id: number | null;
  parent_comment_id: number | null;
  author_id: number;
  author: string;
  author_role: Role;
  comment: string;
  status: Verdict | null;
  /** Of the response, afterwards. */
  response_status: string | null;
  response_version: number | null;
  /** Who is named in it, by how. */
  mentions: { user_id: number; handle: string; name: string }[];
  created_at: string;
}

/**
 * Says something in a response's or a product's thread. With a status it is a review: a lead's verdict on a submitted
 * response at the version it saw.
 * @throws Fault stale_version when the response has changed since, conflict when it does not wait for a verdict (any
 *   more), locked when the round is closed, forbidden for a verdict on one's own answer
 */
export const saveLeadComment = command({
  action: "assessment.comment.create",
  scope: "comments:write",
  subject: "product or response",
  input: saveLeadCommentInput,
  target: loadTarget,
  allow: (actor, { product, response }, input) =>
    canComment(actor, { organizationId: product.organization_id }) &&
    (!input.status || (response !== undefined && canReview(actor, reviewAccess(response)))),
  run: async (context, input): Promise<SavedComment> => {
    const { target, actor } = context;
    const { product, response, parent, mentioned } = target;
    const elsewhere = parent?.product_id !== input.product_id || parent.response_id !== (input.response_id ?? null);
    if (input.parent_comment_id !== undefined && elsewhere)
      throw invalidField("parent_comment_id", "is not a message of this thread");
    const reached = new Set(mentioned.map((person) => person.id));
    if (input.mentions?.some((person) => !reached.has(person)))
      throw invalidField("mentions", "names somebody who cannot see this thread");
    const said = input.status
      ? await giveVerdict(context, { ...input, status: input.status })
      : await addComment(context.tx, actor, target, input);
    if (mentioned.length > 0)
      await insertMentions(
        context.tx,
        { organizationId: product.organization_id, productId: product.id, id: said.id },
        mentioned,
      );
    await announceComment(context, actor, {
      product,
      response,
      verdict: input.status,
      comment: input.comment,
      commentId: said.id,
      mentioned,
    });
    return {
      comment_id: said.id,
      product_id: input.product_id,
      response_id: input.response_id ?? null,
      parent_comment_id: input.parent_comment_id ?? null,
      author_id: actor.userId,
      author: actor.name,
      author_role: actor.role,
      comment: input.comment,
      status: input.status ?? null,
      response_status: input.status ?? response?.status ?? null,
      response_version: response?.version ?? null,
      mentions: mentioned.map(({ id: user_id, handle, name }) => ({ user_id, handle: handle.toLowerCase(), name })),
      created_at: said.created_at.toISOString(),
    };
  },
});

const addComment = (tx: Tx, actor: Actor, { product, response }: Target, input: Input) =>
  insertComment(tx, {
    organizationId: product.organization_id,
    productId: product.id,
    responseId: response?.id ?? null,
    authorId: actor.userId,
    parentCommentId: input.parent_comment_id ?? null,
    comment: input.comment,
    responseVersion: response?.version ?? null,
  });

async function giveVerdict(context: Context<Target>, input: Input & { status: Verdict }) {
  const { tx, actor, target } = context;
  const response = target.response!;
  refuseClosed(target.set!);
  if (response.version !== input.response_version) throw staleVerdict(response);
  if (response.status !== "submitted" || !response.asked) throw notWaiting(response);
  if (response.archived) throw new Fault("conflict", "This product is archived; its answers are not reviewed.");
  const said = await judge(
    tx,
    actor,
    { response, answerSetId: target.set!.id },
    {
      says: input.status,
      becomes: input.status,
      comment: input.comment,
      parentCommentId: input.parent_comment_id,
    },
  );
  if (said.is_last) {
    await takeSnapshot(tx, response.product_id, response.user_id, "review");
    await announceFinishedReview(context, actor, response, said);
  }
  return said;
}

const notWaiting = (response: ReviewedRow) => {
  const why = {
    draft: "was taken back to be changed",
    approved: "is approved already",
    needs_revision: "was sent back already",
    rejected: "was rejected already",
    submitted: "is to a question that is not asked any more",
  }[response.status];
  return new Fault("conflict", `This answer ${why}. Nothing was judged.`, {
    details: { current: standing(response) },
  });
};
