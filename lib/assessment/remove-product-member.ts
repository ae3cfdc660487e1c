import { z } from "zod";
import { listMembers } from "@/db/queries/assessment/product-people";
import { findProduct } from "@/db/queries/assessment/products";
import { deleteAssignmentsOf } from "@/db/queries/assessment/write-assignment";
import { deleteMember } from "@/db/queries/assessment/write-product";
import { command } from "@/lib/kernel/command";
import { notFound } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { canEditProduct } from "./policy";
import { accessTo } from "./product";

/** Takes a member away from a product, and from it what was assigned. What it answered stays, with its name. */
export const removeProductMember = command({
  action: "assessment.member.remove",
  scope: "products:write",
  subject: "product",
  input: z.object({ product_id: id(), user_id: id() }),
  target: (tx, input) => findProduct(tx, input.product_id),
  allow: (actor, product) => canEditProduct(actor, accessTo(product)),
  run: async ({ tx, target }, input) => {
    if (!(await deleteMember(tx, target.id, input.user_id))) throw notFound("member");
    await deleteAssignmentsOf(tx, target.id, input.user_id);
    return { members: await listMembers(tx, target.id) };
  },
});
