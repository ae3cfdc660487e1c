import { resource, route } from "@/app/_http/route";
import { getEvidenceRequest } from "@/lib/assessment/get-evidence-request";
import { resolveEvidenceRequest } from "@/lib/assessment/resolve-evidence-request";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(getEvidenceRequest, { etag: (request) => request.version }),
  PATCH: route(resolveEvidenceRequest, { ifMatch: true, etag: (request) => request.version }),
});
