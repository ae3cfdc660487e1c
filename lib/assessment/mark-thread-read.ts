import { z } from "zod";
import { findReviewed } from "@/db/queries/assessment/reviews";
import { markThread } from "@/db/queries/assessment/thread-reads";
import { findThreadProduct } from "@/db/queries/assessment/threads";
import { markOwn } from "@/db/queries/notify/notifications";
import { command } from "@/lib/kernel/command";
import { id } from "@/lib/kernel/input";
import { answerPath } from "./announce-comment";
import { productThreadPath, reviewPath } from "./links";
import { canSeeProduct } from "./policy";

/** Notes that the caller has read a thread up to a message, and with it the notices that led there. */
export const markThreadRead = command({
  action: "assessment.thread.mark_read",
  subject: "product or response",
  input: z.object({ product_id: id(), response_id: id().optional(), last_comment_id: id() }),
  target: async (tx, input) => {
    const [product, response] = await Promise.all([
      findThreadProduct(tx, input.product_id),
      input.response_id === undefined ? undefined : findReviewed(tx, input.response_id, input.product_id),
    ]);
    return product && (input.response_id === undefined || response) ? { product, response } : undefined;
  },
  allow: (actor, { product }) => canSeeProduct(actor, { organizationId: product.organization_id }),
  run: async ({ tx, target: { product, response } }, input) => {
    await markThread(tx, product.id, response?.id ?? null, input.last_comment_id);
    const links = response
      ? [reviewPath(response.id), await answerPath(tx, response, true)]
      : [productThreadPath(product.id)];
    await markOwn(tx, { links }, true);
  },
});
