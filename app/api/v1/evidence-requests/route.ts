import { resource, route } from "@/app/_http/route";
import { listEvidenceRequests } from "@/lib/assessment/list-evidence-requests";
import { requestEvidence } from "@/lib/assessment/request-evidence";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: route(listEvidenceRequests),
  POST: route(requestEvidence, {
    status: 201,
    etag: (request) => request.version,
    headers: ({ id }) => ({ location: `/api/v1/evidence-requests/${id}` }),
  }),
});
