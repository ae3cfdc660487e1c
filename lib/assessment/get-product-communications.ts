import { z } from "zod";
import { findThreadProduct, listCommunications } from "@/db/queries/assessment/threads";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { id, limit } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canSeeProduct } from "./policy";

const productCommunicationsInput = z.object({
  product_id: id(),
  limit: limit(500, 100),
  cursor: z.string().max(200).optional(),
});

/** Every comment and verdict about a product, newest first; `parent_comment_id` makes the threads. */
export const getProductCommunications = query({
  action: "assessment.comments.list",
  scope: "comments:read",
  subject: "product",
  input: productCommunicationsInput,
  target: (tx, input) => findThreadProduct(tx, input.product_id),
  allow: (actor, product) => canSeeProduct(actor, { organizationId: product.organization_id }),
  run: async ({ tx, target }, input) => {
    const before = decodeCursor(input.cursor, "n");
    const rows = await listCommunications(tx, {
      organizationId: target.organization_id,
      productId: target.id,
      beforeId: before ? (before[0] as number) : null,
      limit: input.limit + 1,
    });
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    return {
      comments: page.map((row) => ({
        id: row.id,
        product_id: row.product_id,
        product_name: target.name,
        response_id: row.response_id,
        question_id: row.question_id,
        question: row.question,
        section: row.section,
        user_id: row.author_id,
        username: row.author,
        role: row.author_role,
        parent_comment_id: row.parent_comment_id,
        comment: row.comment,
        status: row.status,
        response_version: row.response_version,
        created_at: row.created_at.toISOString(),
      })),
      next_cursor: rows.length > page.length && last ? encodeCursor([last.id]) : null,
    };
  },
});
