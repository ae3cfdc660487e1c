import { z } from "zod";
import { listQueue, listSectionTitles, listWaitingProducts } from "@/db/queries/assessment/review-queue";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { id, limit, text } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canUseQueue } from "./policy";

/** What narrows the queue. */
export const queueFilter = z.object({
  organization_id: id().optional(),
  product_id: id().optional(),
  section: text(200).optional(),
});

const reviewQueueInput = queueFilter.extend({
  limit: limit(200, 50),
  cursor: z.string().max(200).optional(),
});

/** The filter in the words of the query. */
export const filterOf = (input: z.output<typeof queueFilter>) => ({
  organizationId: input.organization_id ?? null,
  productId: input.product_id ?? null,
  section: input.section || null,
});

/** What waits for the caller's verdict, the longest waiting first, with what it can be narrowed by. */
export const getReviewQueue = query({
  action: "assessment.review_queue.read",
  scope: "responses:read",
  input: reviewQueueInput,
  allow: canUseQueue,
  run: async ({ tx }, input) => {
    const after = decodeCursor(input.cursor, "tn");
    const place = after ? { submittedAt: after[0] as string, id: after[1] as number } : null;
    const [rows, products] = await Promise.all([
      listQueue(tx, filterOf(input), place, input.limit + 1),
      listWaitingProducts(tx),
    ]);
    const sections = await listSectionTitles(
      tx,
      products.map((product) => product.product_id),
    );
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    const meant = products.filter(
      (product) =>
        (!input.organization_id || product.organization_id === input.organization_id) &&
        (!input.product_id || product.product_id === input.product_id),
    );
    return {
      reviews: page.map(({ id: response_id, submitted_at, ...row }) => ({
        response_id,
        ...row,
        submitted_at: submitted_at.toISOString(),
      })),
      next_cursor: rows.length > page.length && last ? encodeCursor([last.submitted_at.toISOString(), last.id]) : null,
      /** Responses that wait within the organization and product asked for, whatever their section. */
      waiting: meant.reduce((sum, product) => sum + product.waiting, 0),
      organizations: organizationsOf(products),
      products,
      sections,
    };
  },
});

export type QueueItem = Awaited<ReturnType<typeof getReviewQueue>>["reviews"][number];

function organizationsOf(products: { organization_id: number; organization: string; waiting: number }[]) {
  const organizations = new Map<number, { id: number; name: string; waiting: number }>();
  for (const { organization_id, organization, waiting } of products) {
    const known = organizations.get(organization_id);
    if (known) known.waiting += waiting;
    else organizations.set(organization_id, { id: organization_id, name: organization, waiting });
  }
  return [...organizations.values()];
}
