import { z } from "zod";
import { findReviewed } from "@/db/queries/assessment/reviews";
import { findThreadRead } from "@/db/queries/assessment/thread-reads";
import { findThreadProduct, listThread, type ThreadCommentRow } from "@/db/queries/assessment/threads";
import type { ReviewStatus } from "@/db/schema/assessment/lead-comments";
import type { Role } from "@/db/schema/identity/users";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/kernel/database";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canComment, canSeeProduct } from "./policy";

/** Messages a thread shows: the newest, should there be more. */
const MOST_MESSAGES = 500;

export interface ThreadMessage {
  id: number;
  parent_comment_id: number | null;
  author_id: number;
  author: string;
  author_role: Role | null;
  /** Written by whoever asks. */
  own: boolean;
  unread: boolean;
  comment: string;
  /** Who is named in it, by how. */
  mentions: { user_id: number; handle: string; name: string }[];
  /** A review says so; a comment has none. */
  status: ReviewStatus | null;
  response_version: number | null;
  created_at: string;
}

export interface Thread {
  product_id: number;
  response_id: number | null;
  /** Oldest first. */
  messages: ThreadMessage[];
  /** Names of those who have written, in the order they came. */
  people: string[];
  unread: number;
  can_comment: boolean;
}

/** The thread of a response or, without one, the product's own. */
export const getThread = query({
  action: "assessment.thread.read",
  scope: "comments:read",
  subject: "product or response",
  input: z.object({ product_id: id(), response_id: id().optional() }),
  target: async (tx, input) => {
    const [product, response] = await Promise.all([
      findThreadProduct(tx, input.product_id),
      input.response_id === undefined ? undefined : findReviewed(tx, input.response_id, input.product_id),
    ]);
    return input.response_id === undefined || response ? product : undefined;
  },
  allow: (actor, product) => canSeeProduct(actor, { organizationId: product.organization_id }),
  run: ({ tx, actor, target }, input) =>
    loadThread(tx, actor, {
      organizationId: target.organization_id,
      productId: target.id,
      responseId: input.response_id ?? null,
    }),
});

/** Reads a thread for those who may. */
export async function loadThread(
  tx: Tx,
  actor: Actor,
  place: { organizationId: number; productId: number; responseId: number | null },
): Promise<Thread> {
  const [rows, lastRead] = await Promise.all([
    listThread(tx, { ...place, limit: MOST_MESSAGES }),
    findThreadRead(tx, place.productId, place.responseId),
  ]);
  const messages = rows.map((row) => messageOf(row, actor, lastRead));
  return {
    product_id: place.productId,
    response_id: place.responseId,
    messages,
    people: [...new Set(messages.map(({ author }) => author))],
    unread: messages.filter(({ unread }) => unread).length,
    can_comment: canComment(actor, { organizationId: place.organizationId }),
  };
}

function messageOf(row: ThreadCommentRow, actor: Actor, lastRead: number): ThreadMessage {
  const own = row.author_id === actor.userId;
  return {
    id: row.id,
    parent_comment_id: row.parent_comment_id,
    author_id: row.author_id,
    author: row.author || "Someone who has left",
    author_role: row.author_role,
    own,
    unread: !own && row.id > lastRead,
    comment: row.comment,
    mentions: row.mentions.map((mention) => ({ ...mention, name: mention.name ?? mention.handle })),
    status: row.status,
    response_version: row.response_version,
    created_at: row.created_at.toISOString(),
  };
}
