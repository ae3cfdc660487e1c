import { resource, route, type Params } from "@/app/_http/route";
import { attachEvidence } from "@/lib/assessment/attach-evidence";
import { detachEvidence } from "@/lib/assessment/detach-evidence";

const input = async (request: Request, params: Params) => ({
  evidence_id: params.id,
  response_id: params.response_id,
  version: new URL(request.url).searchParams.get("version") ?? undefined,
});

/** Links a file to a response, or takes it off; `?version=` is the response's version that the caller last saw. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  PUT: route(attachEvidence, { input }),
  DELETE: route(detachEvidence, { input }),
});
