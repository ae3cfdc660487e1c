import { z } from "zod";
import { listRequests } from "@/db/queries/assessment/evidence-requests";
import { requestKinds } from "@/db/schema/assessment/evidence-requests";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { flag, id, limit } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { describeRequest } from "./evidence-request";
import { inAssessment } from "./policy";

/** One page of what is wanted as evidence within reach, the newest first. */
export const listEvidenceRequests = query({
  action: "assessment.evidence_requests.list",
  scope: "comments:read",
  input: z.object({
    product_id: id().optional(),
    question_id: id().optional(),
    response_id: id().optional(),
    organization_id: id().optional(),
    kind: z.enum(requestKinds).optional(),
    open: flag().optional(),
    limit: limit(200, 50),
    cursor: z.string().max(200).optional(),
  }),
  allow: inAssessment,
  run: async ({ tx, actor }, input) => {
    const [beforeId] = (decodeCursor(input.cursor, "n") ?? []) as number[];
    const rows = await listRequests(tx, {
      organizationId: input.organization_id,
      productId: input.product_id,
      questionId: input.question_id,
      responseId: input.response_id,
      kind: input.kind,
      open: input.open,
      beforeId,
      limit: input.limit + 1,
    });
    const page = rows.slice(0, input.limit);
    return {
      requests: page.map((row) => describeRequest(row, actor)),
      next_cursor: rows.length > page.length ? encodeCursor([page.at(-1)!.id]) : null,
    };
  },
});
