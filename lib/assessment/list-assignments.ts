import { z } from "zod";
import { listAssignments as list } from "@/db/queries/assessment/assignments";
import { findProduct } from "@/db/queries/assessment/products";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { byPerson, describeAssignment } from "./assignments";
import { canAssign } from "./evidence-policy";
import { canSeeProduct } from "./policy";
import { accessTo } from "./product";

/** Who answers what of a product, by person with the progress of each. */
export const listAssignments = query({
  action: "assessment.assignments.list",
  scope: "products:read",
  subject: "product",
  input: z.object({ product_id: id() }),
  target: (tx, input) => findProduct(tx, input.product_id),
  allow: (actor, product) => canSeeProduct(actor, accessTo(product)),
  run: async ({ tx, actor, target }) => {
    const assignments = (await list(tx, target.id)).map(describeAssignment);
    return { assignments, people: byPerson(assignments), can_assign: canAssign(actor, accessTo(target)) };
  },
});
