import { findProduct } from "@/db/queries/assessment/products";
import {
  deleteMember,
  insertMembers,
  moveAnswerSet,
  updateProductDetails,
} from "@/db/queries/assessment/write-product";
import { command } from "@/lib/kernel/command";
import { canEditProduct } from "./policy";
import { accessTo, describeProduct, staleProduct } from "./product";
import { productChangesInput, productConstraints } from "./product-input";
import { requireClients } from "./require-clients";

/**
 * Changes what is given of a product, whatever its version where none is named. A new owner takes the product's answers
 * over; the former one stays a member.
 * @throws Fault stale_version when `version` is not the current one, with the product as it stands in details.current
 */
export const updateProduct = command({
  action: "assessment.product.update",
  scope: "products:write",
  subject: "product",
  input: productChangesInput,
  target: (tx, input) => findProduct(tx, input.product_id),
  allow: (actor, product) => canEditProduct(actor, accessTo(product)),
  constraints: productConstraints,
  run: async ({ tx, target }, input) => {
    const ownerId = input.owner_id === target.owner_id ? undefined : input.owner_id;
    if (ownerId !== undefined) await requireClients(tx, target.organization_id, ownerId, []);
    const changed = await updateProductDetails(tx, target.id, input.version ?? target.version, {
      name: input.name,
      description: input.description,
      url: input.url,
      language: input.language,
      cloudPlatform: input.cloud_platform,
      cicdPlatform: input.cicd_platform,
      targetLevel: input.target_level,
      ownerId,
    });
    if (!changed) throw staleProduct(describeProduct(target));
    if (ownerId !== undefined) {
      await moveAnswerSet(tx, target.id, target.owner_id, ownerId);
      await deleteMember(tx, target.id, ownerId);
      await insertMembers(tx, { id: target.id, organizationId: target.organization_id }, [target.owner_id]);
    }
    return describeProduct((await findProduct(tx, target.id))!);
  },
});
