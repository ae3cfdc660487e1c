import { z } from "zod";
import { findProduct } from "@/db/queries/assessment/products";
import { updateProductDetails } from "@/db/queries/assessment/write-product";
import { command } from "@/lib/kernel/command";
import { flag, id, whole } from "@/lib/kernel/input";
import { canEditProduct } from "./policy";
import { accessTo, describeProduct, staleProduct } from "./product";

/**
 * Archives a product, or with `restore` brings it back. An archived product is kept as it is: seen, not answered.
 * @throws Fault stale_version when `version` is not the current one
 */
export const archiveProduct = command({
  action: "assessment.product.archive",
  scope: "products:write",
  subject: "product",
  input: z.object({ product_id: id(), version: whole(1, 2_147_483_647), restore: flag().default(false) }),
  target: (tx, input) => findProduct(tx, input.product_id),
  allow: (actor, product) => canEditProduct(actor, accessTo(product)),
  run: async ({ tx, target }, input) => {
    if (input.restore !== (target.archived_at !== null)) return describeProduct(target);
    const archivedAt = input.restore ? null : new Date();
    if (!(await updateProductDetails(tx, target.id, input.version, { archivedAt }))) {
      throw staleProduct(describeProduct(target));
    }
    return describeProduct((await findProduct(tx, target.id))!);
  },
});
