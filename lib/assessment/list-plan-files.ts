import { z } from "zod";
import { listPlanFiles as listFiles } from "@/db/queries/assessment/plan";
import { findProduct } from "@/db/queries/assessment/products";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canPropose } from "./plan-policy";
import { accessTo } from "./product";

/** The files that support a product's answers: what an action can point to. */
export const listPlanFiles = query({
  action: "assessment.plan.files",
  subject: "product",
  input: z.object({ product_id: id() }),
  target: (tx, input) => findProduct(tx, input.product_id),
  allow: (actor, product) => canPropose(actor, accessTo(product)),
  run: async ({ tx, target }) => ({
    files: await listFiles(tx, { id: target.id, organizationId: target.organization_id }),
  }),
});
