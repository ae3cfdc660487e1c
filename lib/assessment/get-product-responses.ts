import { z } from "zod";
import { findResponsesPage } from "@/db/queries/assessment/responses-page";
import { responseStatuses } from "@/db/schema/assessment/questionnaire-responses";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { id, limit, text } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canSeeProduct } from "./policy";

export const productResponsesInput = z.object({
  product_id: id(),
  user_id: id().optional(),
  section: text(200).optional(),
  dimension: text(200).optional(),
  status: z.enum(responseStatuses).optional(),
  updated_since: z.iso.datetime({ offset: true, error: "must be an ISO 8601 time" }).optional(),
  limit: limit(1000, 500),
  cursor: z.string().max(200).optional(),
});

/**
 * The responses to a product, of all its answer sets or one user's, newest first. Answers JSON text, built in the
 * database: `{responses: […], next_cursor}`.
 */
export const getProductResponses = query({
  action: "assessment.responses.list",
  scope: "responses:read",
  subject: "product",
  input: productResponsesInput,
  target: async (tx, input) => {
    const before = decodeCursor(input.cursor, "tn");
    return findResponsesPage(tx, {
      productId: input.product_id,
      userId: input.user_id ?? null,
      section: input.section ?? null,
      dimension: input.dimension ?? null,
      status: input.status ?? null,
      updatedSince: input.updated_since ?? null,
      limit: input.limit,
      before: before ? { at: before[0] as string, id: before[1] as number } : null,
    });
  },
  targetOnly: true,
  allow: (actor, page) => canSeeProduct(actor, { organizationId: page.organization_id }),
  run: async ({ target }) => {
    const next = target.next_at && encodeCursor([target.next_at.toISOString(), target.next_id!]);
    return `{"responses":${target.responses},"next_cursor":${JSON.stringify(next)}}`;
  },
});
