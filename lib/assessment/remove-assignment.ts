import { z } from "zod";
import { findAssignment } from "@/db/queries/assessment/assignments";
import { findProduct } from "@/db/queries/assessment/products";
import { deleteAssignment } from "@/db/queries/assessment/write-assignment";
import { command } from "@/lib/kernel/command";
import { id } from "@/lib/kernel/input";
import { canAssign } from "./evidence-policy";
import { accessTo } from "./product";

/** Takes an assignment back. Who had it stays a member of the product, and what it answered stays. */
export const removeAssignment = command({
  action: "assessment.assignment.remove",
  scope: "products:write",
  subject: "assignment",
  input: z.object({ assignment_id: id() }),
  target: async (tx, input) => {
    const assignment = await findAssignment(tx, input.assignment_id);
    return assignment && findProduct(tx, assignment.product_id);
  },
  allow: (actor, product) => canAssign(actor, accessTo(product)),
  run: async ({ tx }, input) => {
    await deleteAssignment(tx, input.assignment_id);
    return { removed: true };
  },
});
