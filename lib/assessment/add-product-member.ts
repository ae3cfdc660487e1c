import { z } from "zod";
import { listMembers } from "@/db/queries/assessment/product-people";
import { findProduct } from "@/db/queries/assessment/products";
import { insertMembers } from "@/db/queries/assessment/write-product";
import { command } from "@/lib/kernel/command";
import { invalidField } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { canEditProduct } from "./policy";
import { accessTo } from "./product";
import { productConstraints } from "./product-input";
import { requireClients } from "./require-clients";

/** Makes an active client of the organization a member: it then writes into the product's answers. */
export const addProductMember = command({
  action: "assessment.member.add",
  scope: "products:write",
  subject: "product",
  input: z.object({ product_id: id(), user_id: id() }),
  target: (tx, input) => findProduct(tx, input.product_id),
  allow: (actor, product) => canEditProduct(actor, accessTo(product)),
  constraints: productConstraints,
  run: async ({ tx, target }, input) => {
    if (input.user_id === target.owner_id) throw invalidField("user_id", "is the owner already");
    await requireClients(tx, target.organization_id, input.user_id, []);
    await insertMembers(tx, { id: target.id, organizationId: target.organization_id }, [input.user_id]);
    return { members: await listMembers(tx, target.id) };
  },
});
