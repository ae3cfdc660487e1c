import { z } from "zod";
import { findProduct } from "@/db/queries/assessment/products";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { notFound } from "@/lib/kernel/fault";
import { id, limit } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { findAnsweredElsewhere } from "./answered-elsewhere";
import { canSeeProduct } from "./policy";
import { accessTo } from "./product";
import { loadQuestionnaire } from "./questionnaire";

/**
 * One page of what the organization's other products answer to questions that refer to the same as unanswered ones of this
 * product, in the order of the questionnaire. Nothing is answered by it: a save with `fill` is what answers.
 */
export const listSuggestions = query({
  action: "assessment.suggestions.list",
  scope: "responses:read",
  subject: "product or section",
  input: z.object({
    product_id: id(),
    section_id: id().optional(),
    limit: limit(200, 50),
    cursor: z.string().max(200).optional(),
  }),
  target: (tx, input) => findProduct(tx, input.product_id),
  allow: (actor, product) => canSeeProduct(actor, accessTo(product)),
  run: async ({ tx, target }, input) => {
    const after = (decodeCursor(input.cursor, "n")?.[0] as number | undefined) ?? -1;
    const { sections, questions, byId } = await loadQuestionnaire(tx, target.questionnaire_version_id);
    if (input.section_id !== undefined && !sections.some((section) => section.id === input.section_id))
      throw notFound("section");
    const wanted = questions.filter(
      ({ sectionId, index }) => index > after && (input.section_id === undefined || sectionId === input.section_id),
    );
    const set = { organizationId: target.organization_id, productId: target.id, userId: target.owner_id };
    const found = await findAnsweredElsewhere(tx, set, wanted);
    const page = found.slice(0, input.limit);
    const last = page.at(-1);
    return {
      suggestions: page,
      next_cursor: found.length > input.limit && last ? encodeCursor([byId.get(last.question_id)!.index]) : null,
    };
  },
});
