import { z } from "zod";
import { findProduct } from "@/db/queries/assessment/products";
import { markRenewed } from "@/db/queries/assessment/renewals";
import { command } from "@/lib/kernel/command";
import { notFound } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { canAnswer } from "./policy";
import { accessTo } from "./product";

/** Lets an answer stand although an action about it is done: it need not be renewed. */
export const keepAnswer = command({
  action: "assessment.answer.keep",
  scope: "responses:write",
  subject: "product",
  input: z.object({ product_id: id(), question_id: id() }),
  target: (tx, input) => findProduct(tx, input.product_id),
  allow: (actor, product) => canAnswer(actor, { ...accessTo(product), userId: product.owner_id }),
  run: async ({ tx, target }, input) => {
    const product = { id: target.id, organizationId: target.organization_id };
    if (!(await markRenewed(tx, product, input.question_id))) throw notFound("answer to renew");
    return { kept: true as const };
  },
});
