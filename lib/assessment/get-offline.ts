import { z } from "zod";
import { findOfflineSet } from "@/db/queries/assessment/offline-answers";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { sammQuestions } from "./offline/samm";
import { canAnswer, canSeeProduct } from "./policy";
import { loadQuestionnaire } from "./questionnaire";

/** Which files a product's answers go out by, and whether whoever asks may bring some in. */
export const getOffline = query({
  action: "assessment.offline.read",
  scope: "responses:read",
  subject: "product",
  input: z.object({ product_id: id() }),
  target: (tx, input) => findOfflineSet(tx, input.product_id),
  allow: (actor, product) => canSeeProduct(actor, { organizationId: product.organization_id }),
  run: async ({ tx, actor, target }) => ({
    product: {
      id: target.id,
      name: target.name,
      organization: target.organization,
      archived: target.archived,
      closed: target.closed,
    },
    samm: sammQuestions(await loadQuestionnaire(tx, target.questionnaire_version_id)).size > 0,
    may_import:
      !target.closed &&
      canAnswer(actor, {
        organizationId: target.organization_id,
        ownerId: target.owner_id,
        isMember: target.is_member,
        archived: target.archived,
        userId: target.user_id,
      }),
  }),
});
