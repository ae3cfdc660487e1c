import { z } from "zod";
import { findEvidenceRequest } from "@/db/queries/assessment/evidence-requests";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { describeRequest } from "./evidence-request";
import { canSeeProduct } from "./policy";

/** One request for evidence, or question what would satisfy. */
export const getEvidenceRequest = query({
  action: "assessment.evidence_request.read",
  scope: "comments:read",
  subject: "request",
  input: z.object({ request_id: id() }),
  target: (tx, input) => findEvidenceRequest(tx, input.request_id),
  allow: (actor, row) => canSeeProduct(actor, { organizationId: row.organization_id }),
  run: async ({ actor, target }) => describeRequest(target, actor),
});
