import { z } from "zod";
import { findResponsePlace, listEvidenceOf } from "@/db/queries/assessment/response-evidence";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canSeeProduct } from "./policy";

/** The evidence of a response as it stands, with who added each file when. */
export const listResponseEvidence = query({
  action: "assessment.evidence.list",
  scope: "responses:read",
  subject: "response",
  input: z.object({ response_id: id() }),
  target: (tx, input) => findResponsePlace(tx, input.response_id),
  allow: (actor, place) => canSeeProduct(actor, { organizationId: place.organization_id }),
  run: async ({ tx }, input) => ({ evidence: await listEvidenceOf(tx, [input.response_id]) }),
});
