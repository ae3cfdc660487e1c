import { z } from "zod";
import type { ActivityRow } from "@/db/queries/assessment/activity-columns";
import { findProductActivity } from "@/db/queries/assessment/product-activity";
import { findRoundProduct } from "@/db/queries/assessment/rounds";
import { entryKey } from "@/lib/audit/entry-key";
import { id, limit } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { describeActivity, placeOf } from "./activity";
import { canSeeProduct } from "./policy";

/** How far a page looks back through what happened to an organization's other products: so many stretches. */
const STRETCHES = 5;

/**
 * What happened to a product, its answers, evidence, members, rounds and reports, newest first, for whoever sees it: who did
 * what when, never what was said. A page may be short, even empty, and still have a next one.
 */
export const getProductActivity = query({
  action: "assessment.product.activity",
  scope: "products:read",
  subject: "product",
  input: z.object({ product_id: id(), limit: limit(200, 50), cursor: z.string().max(40).optional() }),
  target: (tx, input) => findRoundProduct(tx, input.product_id),
  allow: (actor, product) => canSeeProduct(actor, { organizationId: product.organization_id }),
  run: async ({ tx, actor, target: product }, input) => {
    let before = placeOf(input.cursor);
    const rows: ActivityRow[] = [];
    let more = true;
    for (let stretch = 0; more && rows.length <= input.limit && stretch < STRETCHES; stretch++) {
      const found = await findProductActivity(tx, product, before, input.limit + 1 - rows.length);
      rows.push(...found.rows);
      more = found.edge !== null;
      before = found.edge ?? before;
    }
    const page = rows.slice(0, input.limit);
    const next = rows.length > input.limit ? page.at(-1)! : more ? before : undefined;
    return {
      product: { id: product.id, name: product.name, organization: product.organization },
      activity: page.map((row) => describeActivity(row, actor)),
      next_cursor: next ? entryKey(next.timestamp, next.id) : null,
    };
  },
});
