import { resource, route, standardInput, type Params } from "@/app/_http/route";
import { getEvidenceDocument } from "@/lib/assessment/get-evidence-document";
import { updateEvidence } from "@/lib/assessment/update-evidence";

const input = async (request: Request, params: Params) => {
  const { id, ...given } = await standardInput(request, params);
  return { ...given, evidence_id: id };
};

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(getEvidenceDocument, { input, etag: (document) => document.version }),
  PATCH: route(updateEvidence, { input, ifMatch: true, etag: (edition) => edition.version }),
});
