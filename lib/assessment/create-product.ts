import { listPublished } from "@/db/queries/assessment/questionnaire-content";
import { findProduct } from "@/db/queries/assessment/products";
import { insertMembers, insertProduct } from "@/db/queries/assessment/write-product";
import type { Actor } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import type { Tx } from "@/lib/kernel/database";
import { Fault, invalidField, notFound } from "@/lib/kernel/fault";
import { builtInQuestionnaire } from "./built-in-questionnaire";
import { canCreateProduct } from "./policy";
import { describeProduct } from "./product";
import { newProductInput, productConstraints } from "./product-input";
import { requireClients } from "./require-clients";

/**
 * Makes a product with its owner's (empty) answer set, on a published questionnaire version: the given one, or the newest
 * of the built-in questionnaire. A client makes it for its own organization, a superuser names organization and owner.
 */
export const createProduct = command({
  action: "assessment.product.create",
  scope: "products:write",
  input: newProductInput,
  allow: canCreateProduct,
  constraints: productConstraints,
  run: async ({ tx, actor }, input) => {
    const organizationId = organizationOf(actor, input.organization_id);
    const ownerId = input.owner_id ?? (actor.role === "client" ? actor.userId : undefined);
    if (ownerId === undefined) throw invalidField("owner_id", "is required");
    const members = input.member_ids.filter((member) => member !== ownerId);
    await requireClients(tx, organizationId, ownerId, members);
    const productId = await insertProduct(tx, {
      organizationId,
      ownerId,
      questionnaireVersionId: await publishedVersion(tx, input.questionnaire_version_id),
      name: input.name,
      description: input.description,
      url: input.url,
      language: input.language,
      cloudPlatform: input.cloud_platform,
      cicdPlatform: input.cicd_platform,
      targetLevel: input.target_level,
    });
    await insertMembers(tx, { id: productId, organizationId }, members);
    return describeProduct((await findProduct(tx, productId))!);
  },
});

function organizationOf(actor: Actor, given: number | undefined): number {
  if (actor.role === "superuser") {
    if (given === undefined) throw invalidField("organization_id", "is required");
    return given;
  }
  if (given !== undefined && given !== actor.organizationId) throw notFound("organization");
  return actor.organizationId;
}

async function publishedVersion(tx: Tx, given: number | undefined): Promise<number> {
  const published = await listPublished(tx);
  const chosen =
    given === undefined
      ? (published.find(({ slug }) => slug === builtInQuestionnaire.slug) ?? published[0])
      : published.find((version) => version.id === given);
  if (chosen) return chosen.id;
  if (given !== undefined) throw invalidField("questionnaire_version_id", "is not a published questionnaire version");
  throw new Fault("conflict", "There is no published questionnaire yet.");
}
