import { z } from "zod";
import { listProductRows } from "@/db/queries/assessment/products";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { flag, id, limit, text } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { inAssessment } from "./policy";
import { describeProduct } from "./product";
import { productStatuses } from "./product-status";
import { wordsOf } from "./words-of";

/**
 * One page of the products within reach: a client's own organization's, those of a lead's organizations, all for
 * superusers. `q` finds words, or their beginnings, in name and description.
 */
export const listProducts = query({
  action: "assessment.product.list",
  scope: "products:read",
  input: z.object({
    q: text(200).optional(),
    status: z.enum(productStatuses).optional(),
    organization_id: id().optional(),
    archived: flag().default(false),
    sort: z.enum(["name", "newest"]).default("newest"),
    limit: limit(200, 50),
    cursor: z.string().max(1_000).optional(),
  }),
  allow: inAssessment,
  run: async ({ tx }, input) => {
    const after = decodeCursor(input.cursor, "ns");
    const rows = await listProductRows(tx, {
      archived: input.archived,
      organizationId: input.organization_id ?? null,
      status: input.status ?? null,
      words: input.q ? wordsOf(input.q) : null,
      sort: input.sort,
      after: after ? { id: after[0] as number, name: after[1] as string } : null,
      limit: input.limit + 1,
    });
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    const more = rows.length > input.limit && last;
    return {
      products: page.map(describeProduct),
      next_cursor: more ? encodeCursor([last.id, last.sort_name]) : null,
    };
  },
});
