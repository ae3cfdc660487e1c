import { z } from "zod";
import { findResponsePlace } from "@/db/queries/assessment/response-evidence";
import { listRevisions, listVerdicts } from "@/db/queries/assessment/sections";
import { id, limit, whole } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canSeeProduct } from "./policy";

/** The versions of a response, the newest first, each saying who saved it when, and the verdicts on it. */
export const getResponseHistory = query({
  action: "assessment.history.read",
  scope: "responses:read",
  subject: "response",
  input: z.object({
    response_id: id(),
    before_version: whole(1, 2_147_483_647).optional(),
    limit: limit(100, 30),
  }),
  target: (tx, input) => findResponsePlace(tx, input.response_id),
  allow: (actor, place) => canSeeProduct(actor, { organizationId: place.organization_id }),
  run: async ({ tx, target }, input) => {
    const response = { organizationId: target.organization_id, id: input.response_id };
    const [rows, verdicts] = await Promise.all([
      listRevisions(tx, response, input.before_version ?? null, input.limit + 1),
      listVerdicts(tx, response),
    ]);
    const page = rows.slice(0, input.limit);
    return {
      question: target.question ?? "",
      revisions: page.map((row) => ({ ...row, at: row.at.toISOString() })),
      verdicts: verdicts.map((row) => ({ ...row, at: row.at.toISOString() })),
      next_before: rows.length > input.limit ? page.at(-1)!.version : null,
    };
  },
});
