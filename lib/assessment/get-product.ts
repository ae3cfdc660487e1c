import { z } from "zod";
import { listMembers } from "@/db/queries/assessment/product-people";
import { findProduct } from "@/db/queries/assessment/products";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canSeeProduct } from "./policy";
import { accessTo, describeProduct } from "./product";

/** A product with its members, and what permission needs to know of it. */
export const getProduct = query({
  action: "assessment.product.read",
  scope: "products:read",
  subject: "product",
  input: z.object({ product_id: id() }),
  target: (tx, input) => findProduct(tx, input.product_id),
  allow: (actor, product) => canSeeProduct(actor, accessTo(product)),
  run: async ({ tx, target }) => ({
    product: describeProduct(target),
    access: accessTo(target),
    members: await listMembers(tx, target.id),
  }),
});
