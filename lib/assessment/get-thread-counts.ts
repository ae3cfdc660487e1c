import { z } from "zod";
import { countThreads } from "@/db/queries/assessment/thread-reads";
import { findThreadProduct } from "@/db/queries/assessment/threads";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canSeeProduct } from "./policy";

/** How many messages each thread of a product has, and how many of them the caller has not read; `response_id` 0 is its own. */
export const getThreadCounts = query({
  action: "assessment.threads.count",
  scope: "comments:read",
  subject: "product",
  input: z.object({ product_id: id() }),
  target: (tx, input) => findThreadProduct(tx, input.product_id),
  allow: (actor, product) => canSeeProduct(actor, { organizationId: product.organization_id }),
  run: ({ tx, target }) => countThreads(tx, target.organization_id, target.id),
});
